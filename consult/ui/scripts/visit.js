// The Leave button stands in the shell. It has to know which visit to end, and in which language it speaks.
export default function (component) {
  const { visit, lang, ...said } = component.data
  const root = document.documentElement
  root.dataset.visit = visit
  if (root.lang !== lang) root.lang = lang
  for (const [id, words] of Object.entries(said)) {
    const shown = document.getElementById(id)
    if (shown && shown.textContent !== words) shown.textContent = words
  }
  document.getElementById("bar")?.setAttribute("aria-label", said.leave)
}
