import io
import time

from fastapi import FastAPI

from headoffice.serving import make_server


def test_a_server_ends_with_the_program_that_began_it():
    server = make_server(FastAPI(), parent=io.StringIO("a line\n"))
    end = time.monotonic() + 5
    while not server.should_exit and time.monotonic() < end:
        time.sleep(0.01)
    assert server.should_exit


def test_a_server_without_a_parent_goes_on():
    assert not make_server(FastAPI()).should_exit
