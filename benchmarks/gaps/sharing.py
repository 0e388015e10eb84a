"""A head office on this computer: a term approved and sent."""

from benchmarks.gaps.day import Day


def send(day: Day) -> None:
    """Enrol at a head office on this computer, approve, send now."""
    from desktop.cli.local_office import LocalOffice

    sharing = day.desk.sharing
    with LocalOffice(day.folder / "office") as office:
        sharing.enrol(office.code_for("Benchmark"), office.url)
        with day.watch.watched("the head office page with 2,000 pairs"):
            day.go("head-office")
        with day.watch.watched("the term is approved"):
            day.board.keep("Approve", lambda desk: desk.sharing.approve(), then=lambda _kept: None)
            day.rest()
        with day.watch.watched("sending now"):
            job = sharing.courier(day.board.tasks.hand_over)
            day.board.work("Sending", lambda run: job(run, run.asked), lambda _report: None)
            day.rest()
