// A new page starts at its top with its heading read out. A lost line, a restart and a wait are said in words.
const PATIENCE = 1500
const STAYS = 60_000
const root = document.documentElement

function tell(words, role) {
  let note = document.getElementById("line")
  if (!words) return note?.remove()
  if (!note) {
    note = document.createElement("div")
    note.id = "line"
    document.body.append(note)
  }
  note.setAttribute("role", role)
  if (note.textContent !== words) note.textContent = words
}

// Kept on the document: this script may be loaded again for each page.
function watch(said) {
  root.lineSaid = said
  if (root.lineWatched) return
  root.lineWatched = true
  let since = 0
  setInterval(() => {
    const app = document.querySelector("[data-testid=stApp]")
    if (!app) return
    const isLost = app.dataset.testConnectionState !== "CONNECTED"
    const isWaiting = app.dataset.testScriptState === "running"
    if (!isLost && !isWaiting) {
      since = 0
      return tell(root.lineUntil > Date.now() ? root.lineSaid[root.lineKind] : "", "status")
    }
    since ||= Date.now()
    if (Date.now() - since < PATIENCE) return
    if (isLost) stay("back")
    tell(isLost ? root.lineSaid.lost : root.lineSaid.wait, isLost ? "alert" : "status")
  }, 250)
}

// A sentence that stays a while after the line is there again.
function stay(kind) {
  root.lineKind = kind
  root.lineUntil = Date.now() + STAYS
}

function toTop() {
  let box = document.querySelector("[data-testid=stMain]")
  for (; box; box = box.parentElement) box.scrollTop = 0
}

function readHeading(place, tries) {
  if (root.dataset.place !== place) return
  const app = document.querySelector("[data-testid=stApp]")
  if (app?.dataset.testScriptState === "running" && tries > 0) {
    setTimeout(() => readHeading(place, tries - 1), 50)
    return
  }
  toTop()
  const heading = document.querySelector(".refusal") ?? document.querySelector("h1.heading")
  if (!heading) return
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
}

export default function (component) {
  const { place, visit, ...said } = component.data
  watch(said)
  const before = root.dataset.place
  if (before !== place) root.lineUntil = 0
  if (root.dataset.seen && root.dataset.seen !== visit) stay("again")
  root.dataset.seen = visit
  if (before === place) return
  root.dataset.place = place
  if (before === undefined) return
  toTop()
  readHeading(place, 100)
}
