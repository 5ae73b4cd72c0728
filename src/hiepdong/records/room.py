"""What the room of records announces to the journal."""

from hiepdong.journal import registry
from hiepdong.records import attachments, commands, erasure, importing, linking, steps
from hiepdong.records.fold import Records, learn
from hiepdong.records.imports import Imports
from hiepdong.records.models import (
    AttachmentRow,
    ImportedRow,
    ImportRow,
    LinkRow,
    NewsRow,
    RecordRow,
    SightRow,
    StandingRow,
)
from hiepdong.records.searchtable import TABLE
from hiepdong.records.standing import Standings
from hiepdong.vocabulary import acts
from hiepdong.vocabulary.import_acts import ImportBegin, ImportEnd, ImportUndo
from hiepdong.vocabulary.roles import COMMANDER, RECORD_WORK


def announce() -> None:
    """Called once, as the room starts."""
    learn({**steps.STEPS, **linking.STEPS, acts.Erase: erasure.erased})
    registry.announce(
        roles=RECORD_WORK,
        fold=Standings,
        acts={
            acts.Release: commands.release,
            acts.Withdraw: commands.withdraw,
            acts.StandingRelease: commands.standing_release,
            acts.StandingEnd: commands.end_standing_release,
            acts.HandoverAsk: commands.ask_for_handover,
            acts.HandoverOffer: commands.offer,
            acts.HandoverAccept: commands.accept,
            acts.HandoverDecline: commands.decline,
            acts.CopyReturn: commands.give_back,
            acts.Attach: commands.attach,
            acts.LinkAssert: linking.assert_link,
            acts.LinkConfirm: linking.confirm,
            acts.LinkReject: linking.reject,
            acts.LinkRetract: linking.retract,
        },
        tables=(AttachmentRow, RecordRow, SightRow, LinkRow, StandingRow, NewsRow),
        raw_tables=(TABLE,),
    )
    registry.announce(
        roles=RECORD_WORK,
        fold=Imports,
        acts={
            ImportBegin: importing.begin,
            ImportEnd: importing.end,
            ImportUndo: importing.undo,
        },
        tables=(ImportRow, ImportedRow),
    )
    registry.announce(
        roles=COMMANDER,
        fold=Records,
        acts={acts.HandoverVoid: commands.void, acts.Erase: erasure.erase},
        afterwards=erasure.clean,
        check=attachments.damaged,
    )
