// Runs in the page, put in by seeing.py: what a test measures for eyes, hands and ears that are not like ours.
window.seeing = (() => {
  const isShown = (one) => one.checkVisibility({ checkVisibilityCSS: true })
  const all = (where) => [...document.querySelectorAll(where)]
  const main = "[data-testid=stMain]"
  const HIDDEN = [
    "script, style, noscript, textarea, .stTextArea [aria-hidden]",
    "[class*=st-key-visit], [class*=st-key-place], [class*=st-key-away], [class*=st-key-idle]",
    "[data-testid=stSkipToContent], [data-collapsed=true]",
  ].join(", ")

  const name = (one) => {
    const byLabels = [...(one.labels ?? [])].map((label) => label.innerText).join(" ").trim()
    const ids = (one.getAttribute("aria-labelledby") ?? "").split(" ")
    const byIds = ids.map((id) => document.getElementById(id)?.innerText ?? "").join(" ").trim()
    return one.getAttribute("aria-label") || byLabels || byIds || one.innerText?.trim() || ""
  }
  const said = (one) => `${one.tagName.toLowerCase()} ${one.type ?? ""} "${name(one).slice(0, 40)}"`
  const CONTROLS = ':is(a[href], button, input, textarea, select, summary, [tabindex="0"])'
  const controls = () => all(CONTROLS).filter((one) => isShown(one) && !one.disabled)
  // What a finger hits for a control: a hidden input is hit by its label, a bare one by the box around it.
  const target = (one) => {
    const around = one.closest("label, [data-testid=stRadioOption], [data-testid$=RootElement]")
    const own = one.getBoundingClientRect()
    const wide = around?.getBoundingClientRect()
    return wide && wide.height > own.height ? wide : own
  }

  function smallTargets(least) {
    return controls()
      .map((one) => [one, target(one)])
      .filter(([, box]) => box.height < least - 0.5 || box.width < least - 0.5)
      .map(([one, box]) => `${said(one)} ${box.width.toFixed(1)} x ${box.height.toFixed(1)}`)
  }

  function nameless() {
    return controls().filter((one) => !name(one)).map((one) => one.outerHTML.slice(0, 200))
  }

  // What a key would reach before all that stands above it.
  function leaping() {
    return all("[tabindex]").filter((one) => one.tabIndex > 0).map(said)
  }

  function headings() {
    return all("h1, h2, h3, h4").filter(isShown).map((one) => `${one.tagName[1]} ${one.innerText}`)
  }

  // Why a piece of text can not be read in full inside of what holds it; nothing when it can.
  function cutBy(box, holder) {
    for (let up = holder; up && up !== document.body; up = up.parentElement) {
      const style = getComputedStyle(up)
      const edge = up.getBoundingClientRect()
      const isOver = box.left < edge.left - 2 || box.right > edge.right + 2
      if (style.overflowX !== "visible" && isOver) return `is cut at its side by ${up.className}`
      const isBeyond = box.top < edge.top - 3 || box.bottom > edge.bottom + 3
      if (["hidden", "clip"].includes(style.overflowY) && isBeyond) return `is cut below by ${up.className}`
      if (["auto", "scroll"].includes(style.overflowY)) return ""
    }
    return ""
  }

  function texts() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found = []
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      const holder = text.parentElement
      if (text.data.trim() && isShown(holder) && !holder.closest(HIDDEN)) found.push(text)
    }
    return found
  }

  function spilled() {
    const wide = document.documentElement.clientWidth
    const found = all(`html, body, ${main}`)
      .filter((box) => box.scrollWidth > box.clientWidth + 1)
      .map((box) => `${box.tagName} scrolls ${box.scrollWidth} > ${box.clientWidth}`)
    for (const text of texts()) {
      const range = document.createRange()
      range.selectNodeContents(text)
      const box = range.getBoundingClientRect()
      const isOff = box.left < -1 || box.right > wide + 1
      const why = isOff ? `reaches ${box.left} to ${box.right}` : cutBy(box, text.parentElement)
      if (why) found.push(`"${text.data.slice(0, 40)}" ${why}`)
    }
    const bar = document.getElementById("bar").getBoundingClientRect()
    const leave = document.getElementById("leave").getBoundingClientRect()
    const isIn = leave.top >= bar.top && leave.bottom <= bar.bottom && leave.left >= 0 && leave.right <= wide
    return isIn ? found : [...found, "Leave does not fit in its bar"]
  }

  // Texts that do not grow with the browser's: `least` is twice the smallest size of ours.
  function unmoved(least) {
    return all(`${main} :is(h1, h2, p, li, label, button, input, textarea)`)
      .filter((one) => isShown(one) && one.innerText && parseFloat(getComputedStyle(one).fontSize) < least)
      .map((one) => `${one.tagName} "${one.innerText.slice(0, 30)}" stays at ${getComputedStyle(one).fontSize}`)
  }

  const paint = document.createElement("canvas").getContext("2d", { willReadFrequently: true })
  const rgba = (colour) => {
    paint.clearRect(0, 0, 1, 1)
    paint.fillStyle = colour
    paint.fillRect(0, 0, 1, 1)
    return [...paint.getImageData(0, 0, 1, 1).data]
  }
  // Relative luminance and contrast as WCAG 2.2 defines them.
  const light = ([r, g, b]) => {
    const linear = [r, g, b].map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }
  const contrast = (one, other) => {
    const [a, b] = [light(one), light(other)].sort((x, y) => y - x)
    return (a + 0.05) / (b + 0.05)
  }
  const behind = (one) => {
    for (let up = one.parentElement; up; up = up.parentElement) {
      const colour = rgba(getComputedStyle(up).backgroundColor)
      if (colour[3] === 255) return colour
    }
    return [255, 255, 255, 255]
  }
  const edge = (one) => {
    const style = getComputedStyle(one)
    const hasBorder = parseFloat(style.borderTopWidth) >= 1 && style.borderTopStyle !== "none"
    const drawn = [...(hasBorder ? [style.borderTopColor] : []), style.backgroundColor].map(rgba)
    return Math.max(...drawn.filter((colour) => colour[3] > 200).map((colour) => contrast(colour, behind(one))), 0)
  }
  // A circle or a tick box is drawn by a part beside the hidden input.
  const drawnFor = (input) =>
    [...input.closest("label").querySelectorAll("*")].filter((one) => {
      const box = one.getBoundingClientRect()
      const isSquare = box.width >= 12 && box.width <= 32 && Math.abs(box.width - box.height) < 2
      return isSquare && !one.matches("input, svg, svg *")
    })

  function borders() {
    const boxed = [
      `${main} [data-testid$=RootElement]`,
      "main.page :is(input, button)",
      `${main} button:not([data-testid=stBaseButton-tertiary], .print)`,
      "#leave",
    ]
    const found = all(boxed.join(", ")).filter(isShown).map((one) => [said(one), edge(one)])
    for (const input of all(`${main} :is(input[type=radio], input[type=checkbox])`)) {
      found.push([said(input), Math.max(...drawnFor(input).map(edge), 0)])
    }
    return found
  }

  // The line may be drawn around the field, the row of a choice, or the control itself.
  function outlined(one) {
    for (let up = one; up && up !== document.body; up = up.parentElement) {
      const style = getComputedStyle(up)
      if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) return up
      if (up.matches(`${main}, .stForm, [data-testid=stVerticalBlock]`)) return null
    }
    return null
  }

  function focus() {
    const one = document.activeElement
    if (!one || one === document.body) return null
    const drawn = outlined(one)
    const box = (drawn ?? one).getBoundingClientRect()
    const bar = document.getElementById("bar").getBoundingClientRect()
    const note = document.getElementById("line")?.getBoundingClientRect()
    const scrolled = one.matches(main) ? -one.getBoundingClientRect().top : (document.querySelector(main)?.scrollTop ?? 0)
    return {
      said: said(one),
      id: one.id,
      name: name(one),
      isControl: one.matches(CONTROLS),
      width: drawn ? parseFloat(getComputedStyle(drawn).outlineWidth) : 0,
      isUnder: !one.closest("#bar") && box.top < bar.bottom - 0.5,
      isBelow: box.bottom > innerHeight + 0.5 && box.height < innerHeight - bar.bottom,
      isUnderNote: !!note && note.height > 0 && box.bottom > note.top + 0.5,
      pageTop: one.getBoundingClientRect().top + scrolled,
    }
  }

  return { smallTargets, nameless, leaping, headings, spilled, unmoved, borders, focus }
})()
