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

// Streamlit's own box about a lost line names itself, in English, and shuts everything else off from keys and voices.
// Ours says it in a sentence beside the page.
window.__streamlit = { HOST_CONFIG: { allowedOrigins: [], blockErrorDialogs: true } }

function wipe() {
  document.documentElement.hidden = true
  document.title = ""
  document.body?.replaceChildren()
}

// One press: hide, wipe, end the visit on the server, and put the weather where this page was in the history.
function leave(event) {
  event?.preventDefault()
  event?.stopImmediatePropagation()
  const exit = document.documentElement.dataset.exit
  const visit = document.documentElement.dataset.visit ?? ""
  try {
    wipe()
    // The browser delivers this later when the server hangs; nothing waits for it.
    navigator.sendBeacon("/leave", new Blob([visit], { type: "text/plain" }))
  } finally {
    location.replace(exit)
  }
}

// The button is no part of the app: it is there before the app is, and when the server is gone.
document.addEventListener(
  "click",
  (event) => {
    if (event.target instanceof Element && event.target.closest("#leave")) leave(event)
  },
  { capture: true },
)

// Shift, three times within five seconds and nothing between, does the same for hands on a keyboard. On a touch
// screen it is not offered: there a hand taps Shift for capital letters.
const HAS_KEYBOARD = matchMedia("(pointer: fine)")
const TIMES = 3
const WITHIN = 5000
let shifts = []
document.addEventListener(
  "keydown",
  (event) => {
    if (event.repeat || !HAS_KEYBOARD.matches) return
    if (event.key !== "Shift") return void (shifts = [])
    shifts = [...shifts, event.timeStamp].filter((at) => event.timeStamp - at < WITHIN)
    if (shifts.length >= TIMES) leave(event)
  },
  { capture: true },
)

// With the keyboard open, or the page enlarged by two fingers, "fixed" means the page and not what is seen of it.
function follow() {
  const seen = window.visualViewport
  const bar = document.getElementById("bar")
  if (!bar || !seen) return
  const right = seen.offsetLeft + seen.width - bar.offsetWidth
  const isMoved = Math.abs(right) > 0.5 || seen.offsetTop > 0.5
  bar.style.transform = isMoved ? `translate(${right}px, ${seen.offsetTop}px)` : ""
}
for (const kind of ["resize", "scroll"]) window.visualViewport?.addEventListener(kind, follow)

// The browser may keep a page in memory and show it again with Back: there must be nothing in it.
window.addEventListener("pagehide", wipe)
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload()
})

// A script that does not come, on a line that drops, is said in words.
window.addEventListener(
  "error",
  (event) => {
    const wait = document.getElementById("wait")
    if (wait && event.target instanceof HTMLScriptElement) wait.textContent = document.documentElement.dataset.failed
  },
  { capture: true },
)

// Fields must not be offered again by the browser; Streamlit has no such setting for long text. Words that a
// browser suggests may have been asked for elsewhere.
const FIELDS = "textarea:not([writingsuggestions]), input:not([writingsuggestions])"
new MutationObserver(() => {
  for (const field of document.querySelectorAll(FIELDS)) {
    if (!field.hasAttribute("autocomplete")) field.setAttribute("autocomplete", "off")
    field.setAttribute("writingsuggestions", "false")
  }
}).observe(document, { subtree: true, childList: true })
