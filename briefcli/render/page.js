(() => {
  const form = document.querySelector("form.pick"), all = (what) => [...document.querySelectorAll(what)];
  const reveal = () => {
    const at = location.hash && document.getElementById(location.hash.slice(1));
    for (let one = at && at.closest("details"); one; one = one.parentElement.closest("details")) one.open = true;
    if (at && at.closest("details")) at.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();
  if (!form) return;
  const stories = all("[data-c]"), parts = all("[data-part]"), others = all("[data-s]:not([data-c])");
  const has = (one, name, value) => one.dataset[name].split(" ").includes(value);
  const filter = () => {
    const country = form.country ? form.country.value : "", publisher = form.publisher ? form.publisher.value : "";
    const sources = new Set();
    let told = 0;
    for (const one of stories) {
      one.hidden = (country && !has(one, "c", country)) || (publisher && !has(one, "p", publisher));
      if (one.hidden) continue;
      told += 1;
      one.dataset.s.split(" ").forEach((number) => sources.add(number));
    }
    const some = country || publisher;
    for (const one of others) one.hidden = some && !one.dataset.s.split(" ").some((number) => sources.has(number));
    for (const one of parts) one.hidden = some && !one.querySelector("[data-c]:not([hidden])");
    form.querySelector("output").value = some ? `${told} of ${stories.length} stories` : `${stories.length} stories`;
  };
  const open = form.querySelector("button");
  open.addEventListener("click", () => {
    const on = open.getAttribute("aria-pressed") !== "true";
    open.setAttribute("aria-pressed", String(on));
    all("main details.of").forEach((one) => { one.open = on; });
  });
  form.addEventListener("change", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  filter();
})();
