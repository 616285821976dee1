// The Leave button stands in the shell. It only needs to know which visit to end.
export default function (component) {
  document.documentElement.dataset.visit = component.data.visit
}
