// A staff page that nobody sits at is wiped, and so is one whose session has ended elsewhere.
const CHECK_EVERY = 20_000
const NOTE_EVERY = 60_000

let started = false

function wipe() {
  document.documentElement.hidden = true
  document.body.replaceChildren()
  location.replace("/sign-in")
}

async function signOut() {
  await fetch("/sign-out", { method: "POST" }).catch(() => undefined)
  wipe()
}

function watch(idleMinutes) {
  let touched = Date.now()
  let noted = Date.now()
  const touch = () => {
    touched = Date.now()
  }
  for (const kind of ["keydown", "pointerdown", "scroll"]) {
    document.addEventListener(kind, touch, { capture: true, passive: true })
  }
  const check = async () => {
    // Held even when the server can not be asked: a laptop left open on a train.
    if (Date.now() - touched > idleMinutes * 60_000) return signOut()
    const here = touched > noted && Date.now() - noted > NOTE_EVERY
    if (here) noted = Date.now()
    const answer = await fetch("/here", { method: here ? "POST" : "GET" }).catch(() => undefined)
    if (answer?.status === 401) wipe()
  }
  setInterval(check, CHECK_EVERY)
  document.addEventListener("visibilitychange", check)
}

// The menu comes as list items inside of groups inside of a list, which no voice can count. It is read as named
// groups of links.
function nameGroups() {
  for (const list of document.querySelectorAll("[data-testid=stSidebarNavItems]")) {
    for (const item of [list, ...list.querySelectorAll("li")]) item.setAttribute("role", "none")
    for (const group of list.querySelectorAll(":scope > div")) {
      group.setAttribute("role", "group")
      group.setAttribute("aria-label", group.querySelector("header p")?.textContent ?? "")
    }
  }
}

export default function (component) {
  component.parentElement.querySelector(".sign-out").onclick = signOut
  if (started) return
  started = true
  watch(component.data.idle)
  nameGroups()
  new MutationObserver(nameGroups).observe(document.body, { subtree: true, childList: true })
}
