"""IIIF manifests: the images of each text, for viewers of images.

Source: IIIF Presentation API 3.0: a manifest has a canvas for each image, of its size in pixels, and on it the image as
a painting annotation. Images whose size the encoding does not say are left out, since a canvas must have one. A
manifest is named by its address, so that there is none without that of the site.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from siglum.publish.data.known import Fact, Known

_TYPES = {
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif", "webp": "image/webp",
    "avif": "image/avif", "tif": "image/tiff", "tiff": "image/tiff",
}  # fmt: skip


def files(edition: Known) -> Iterator[tuple[str, str]]:
    """A manifest for each text that has an image; none without an address."""
    if not edition.described.address:
        return
    for name, (title, images) in edition.images.items():
        if images:
            file = f"{name}-manifest.json"
            own = edition.address(f"downloads/data/{file}")
            said = {
                "@context": "http://iiif.io/api/presentation/3/context.json",
                "id": own,
                "type": "Manifest",
                "label": {"none": [title]},
                "items": [_canvas(edition, own, number, image) for number, image in enumerate(images, 1)],
            }
            yield file, json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _canvas(edition: Known, manifest: str, number: int, image: Fact) -> dict[str, Any]:
    size = {"height": image["height"], "width": image["width"]}
    base = manifest.removesuffix(".json")  # the address of a canvas has no fragment
    canvas = f"{base}/canvas{number}"
    url = edition.address(image["url"])
    kind = _TYPES.get(url.rpartition(".")[2].lower())
    body = {"id": url, "type": "Image", **({"format": kind} if kind else {}), **size}
    painting = {"id": f"{base}/painting{number}", "type": "Annotation", "motivation": "painting"}
    shown = [{**painting, "body": body, "target": canvas}]
    page = {"id": f"{base}/page{number}", "type": "AnnotationPage", "items": shown}
    label = {"label": {"none": [image["label"]]}} if image["label"] else {}
    return {"id": canvas, "type": "Canvas", **label, **size, "items": [page]}
