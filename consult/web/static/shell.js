// Runs before anything else on the page: keeps the browser's storage empty, and makes Leave work at once.
"use strict"

// Streamlit writes the visited pages into localStorage: a lasting trace on a watched phone. It gets memory instead.
function memory() {
  const kept = new Map()
  return {
    getItem: (name) => (kept.has(String(name)) ? kept.get(String(name)) : null),
    setItem: (name, value) => void kept.set(String(name), String(value)),
    removeItem: (name) => void kept.delete(String(name)),
    clear: () => kept.clear(),
    key: (at) => [...kept.keys()][at] ?? null,
    get length() {
      return kept.size
    },
  }
}
for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, name, { value: memory(), configurable: false, writable: false })
}

// One press: hide, wipe, end the visit on the server, and put the weather where this page was in the history.
function leave(event) {
  event?.preventDefault()
  const exit = document.documentElement.dataset.exit
  const visit = document.documentElement.dataset.visit ?? ""
  document.documentElement.hidden = true
  document.title = ""
  document.body.replaceChildren()
  navigator.sendBeacon("/leave", new Blob([visit], { type: "text/plain" }))
  location.replace(exit)
}

// The button is no part of the app: it is there before the app is, and when the server is gone.
document.addEventListener(
  "click",
  (event) => {
    if (event.target instanceof Element && event.target.closest("#leave")) leave(event)
  },
  { capture: true },
)

// Shift, three times within five seconds and nothing between, does the same for hands on a keyboard.
let shifts = []
document.addEventListener(
  "keydown",
  (event) => {
    if (event.repeat) return
    if (event.key !== "Shift") return void (shifts = [])
    shifts = [...shifts, event.timeStamp].filter((at) => event.timeStamp - at < 5000)
    if (shifts.length >= 3) leave()
  },
  { capture: true },
)

// Back must not bring a wiped page to life from the browser's memory.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload()
})

// Fields must not be offered again by the browser; Streamlit has no such setting for long text.
new MutationObserver(() => {
  for (const field of document.querySelectorAll("textarea:not([autocomplete]), input:not([autocomplete])")) {
    field.setAttribute("autocomplete", "off")
  }
}).observe(document, { subtree: true, childList: true })
