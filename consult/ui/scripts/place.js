// A new page starts at its top with its heading read out. A lost line, a restart and a wait are said in words.
const PATIENCE = 1500
const STAYS = 60_000
const root = document.documentElement

// Both are there before their words: what comes together with its words is often not read out.
function regions() {
  const made = document.getElementById("line")
  if (made) return made
  const line = document.createElement("div")
  line.id = "line"
  for (const role of ["alert", "status"]) {
    const said = document.createElement("p")
    said.setAttribute("role", role)
    line.append(said)
  }
  document.body.append(line)
  return line
}

function tell(words, role) {
  for (const said of regions().children) {
    const now = said.getAttribute("role") === role ? words : ""
    if (said.textContent !== now) said.textContent = now
  }
}

// Kept on the document: this script may be loaded again for each page.
function watch(said) {
  root.lineSaid = said
  if (root.lineWatched) return
  root.lineWatched = true
  regions()
  let since = 0
  setInterval(() => {
    const app = document.querySelector("[data-testid=stApp]")
    if (!app) return
    const isLost = app.dataset.testConnectionState !== "CONNECTED"
    const isWaiting = app.dataset.testScriptState === "running"
    if (!isLost && !isWaiting) {
      since = 0
      if (root.lineIsOff) back()
      return tell(root.lineUntil > Date.now() ? root.lineSaid[root.lineKind] : "", "status")
    }
    if (isLost) root.lineIsOff = true
    since ||= Date.now()
    if (Date.now() - since < PATIENCE) return
    if (isLost) stay("back")
    tell(isLost ? root.lineSaid.lost : root.lineSaid.wait, isLost ? "alert" : "status")
  }, 250)
}

// A tap whose answer was lost is asked about again: what was sent shows its pay code without a second Send. Not
// where she can type: there her words stay in sight until she taps herself. Fields are shut while the line is
// away; the one she was typing in gets the focus back.
function back() {
  root.lineIsOff = false
  const fields = document.querySelectorAll("[data-testid=stMain] :is(input, textarea)")
  if (root.tapped === here() && fields.length === 0) root.lineAsk("back", true)
  giveFocus()
}

// A field that is still shut takes no focus: it is offered again until it opens, for two seconds at most.
function giveFocus(tries = 40) {
  if (document.activeElement !== document.body || !root.touchedField?.isConnected) return
  root.touchedField.focus()
  if (document.activeElement === document.body && tries > 0) setTimeout(() => giveFocus(tries - 1), 50)
}

function here() {
  return `${root.dataset.place} ${root.dataset.turn}`
}

function tapped(event) {
  if (event.target instanceof Element && event.target.closest("[data-testid=stMain] button")) root.tapped = here()
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

function atRest(then, tries = 100) {
  const app = document.querySelector("[data-testid=stApp]")
  if (app?.dataset.testScriptState === "running" && tries > 0) setTimeout(() => atRest(then, tries - 1), 50)
  else then()
}

// What stood there before may be taken away a moment later, and the focus with it: then it is given once more.
function read(find, tries = 10) {
  const heading = find()
  if (!heading) return
  heading.tabIndex = -1
  if (document.activeElement === document.body || tries === 10) heading.focus({ preventScroll: true })
  if (tries > 0) setTimeout(() => isHere(document.activeElement, heading) && read(find, tries - 1), 60)
}

function isHere(at, heading) {
  return at === document.body || at === heading
}

function readPage(place) {
  if (root.dataset.place !== place) return
  // Each page brings new fields: one that has the focus already was touched here, and keeps it.
  const refusal = document.querySelector(".refusal")
  if (!refusal && document.activeElement?.matches("input, textarea")) return
  toTop()
  read(() => document.querySelector(".refusal") ?? document.querySelector("h1.heading"))
}

// Each tap brings new buttons. Where the page stays, hands and voice stay in the part of it that was touched.
function headings() {
  return [...document.querySelectorAll("[data-testid=stMain] .heading")]
}

function touched() {
  const at = document.activeElement
  if (!at?.closest("[data-testid=stMain]")) return
  if (at.matches("input, textarea")) root.touchedField = at
  const above = headings().filter((one) => one.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING)
  root.touchedPart = above.at(-1)?.textContent
}

function readPart(turn) {
  if (root.dataset.turn !== turn || document.activeElement !== document.body) return
  read(() => headings().find((one) => one.textContent === root.touchedPart) ?? headings()[0])
}

export default function (component) {
  const { place, visit, turn, ...said } = component.data
  watch(said)
  root.lineAsk = component.setTriggerValue
  const before = root.dataset.place
  const isSame = before === place && root.dataset.turn === String(turn)
  root.dataset.turn = turn
  if (before !== place) root.lineUntil = 0
  if (root.dataset.seen && root.dataset.seen !== visit) stay("again")
  root.dataset.seen = visit
  root.dataset.place = place
  if (before === undefined) {
    document.addEventListener("focusin", touched)
    document.addEventListener("click", tapped, { capture: true })
    return
  }
  if (isSame) return
  if (before === place) return atRest(() => readPart(String(turn)))
  toTop()
  atRest(() => readPage(place))
}
