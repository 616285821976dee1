// On a shared device only: what one person left open is wiped when nobody has touched it for a while. Half a minute
// before, it asks, out loud too, and any touch or key keeps the page.
const ASK_BEFORE = 30_000
const root = document.documentElement

function region() {
  const made = document.getElementById("still")
  if (made) return made
  const note = document.createElement("div")
  note.id = "still"
  note.setAttribute("role", "alert")
  document.body.append(note)
  return note
}

function isUntouched() {
  const fields = [...document.querySelectorAll("[data-testid=stMain] :is(input, textarea)")]
  return root.idle.isFirst && fields.every((field) => !field.value)
}

function wipe() {
  const visit = root.dataset.visit ?? ""
  root.hidden = true
  document.body.replaceChildren()
  navigator.sendBeacon("/leave", new Blob([visit], { type: "text/plain" }))
  location.replace(root.idle.address)
}

function watch() {
  let touched = Date.now()
  const touch = () => {
    touched = Date.now()
    region().textContent = ""
  }
  for (const kind of ["keydown", "pointerdown", "input", "scroll"]) {
    document.addEventListener(kind, touch, { capture: true, passive: true })
  }
  setInterval(() => {
    if (isUntouched()) return touch()
    const idle = Date.now() - touched
    if (idle >= root.idle.after) return wipe()
    const words = idle >= root.idle.after - ASK_BEFORE ? root.idle.said : ""
    if (region().textContent !== words) region().textContent = words
  }, 1000)
}

export default function (component) {
  root.idle = component.data
  region()
  if (root.idleWatched) return
  root.idleWatched = true
  watch()
}
