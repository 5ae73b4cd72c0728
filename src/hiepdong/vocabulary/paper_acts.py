"""Acts about official papers."""

from typing import Annotated

from msgspec import Meta

from hiepdong.vocabulary.act import Act

Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$(?!\n)")]


class PaperApprove(Act, tag="paper.approve", frozen=True, kw_only=True):
    """A commander approves a paper of his unit by the digest of what it says: that very text is a draft no more."""

    digest: Digest
    title: Annotated[str, Meta(min_length=1, max_length=1_000)]


KINDS = (PaperApprove,)
