(() => {
  const panel = document.getElementById("siglum-panel");
  const details = panel.querySelector("details");
  const kept = "siglum-panel-open";
  details.open = sessionStorage.getItem(kept) === "yes";
  details.addEventListener("toggle", () => sessionStorage.setItem(kept, details.open ? "yes" : "no"));

  // A browser opens six connections to one server: only a page that is seen keeps one.
  let events = null;
  const listen = () => {
    events?.close();
    if (document.hidden) return;
    events = new EventSource(panel.dataset.events);
    events.addEventListener("generation", (event) => {
      if (event.data !== panel.dataset.generation) location.reload();
    });
  };
  document.addEventListener("visibilitychange", listen);
  listen();
})();
