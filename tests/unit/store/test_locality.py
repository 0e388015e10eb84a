"""Folders that a database must not lie in."""

from pathlib import Path

import pytest

from desktop.store.locality import parse_mac_mounts, parse_mounts, system_mounts, why_distant

MOUNTS = [("/", "ext4"), ("/home/co/share", "cifs"), ("/home/co/share/local", "ext4"), ("/mnt/nfs", "nfs4")]


@pytest.mark.parametrize(
    "folder",
    [
        "/home/co/OneDrive/school",
        "/home/co/OneDrive - Hill School/school",
        "/home/co/Dropbox (Hill)/school",
        "/home/co/Google Drive/school",
        "/Users/co/Library/CloudStorage/anything",
        "/Users/co/Library/Mobile Documents/anything",
        "/home/co/nextcloud/school",
        "/home/co/Box Sync/school",
    ],
)
def test_cloud_folders_are_known_by_name(folder: str) -> None:
    assert "cloud service" in str(why_distant(Path(folder), MOUNTS))


@pytest.mark.parametrize("folder", ["/home/co/Boxes/school", "/home/co/Documents/school", "/home/co/share/local/x"])
def test_other_folders_are_fine(folder: str) -> None:
    assert why_distant(Path(folder), MOUNTS) is None


@pytest.mark.parametrize("folder", ["/home/co/share/school", "/mnt/nfs", "//server/share/school"])
def test_network_drives_are_known_by_their_mount(folder: str) -> None:
    assert "network drive" in str(why_distant(Path(folder), MOUNTS))


def test_cloud_folders_are_known_by_their_mark(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    assert "cloud service" in str(why_distant(tmp_path / "school", MOUNTS))


def test_an_unknown_disk_is_taken_for_local() -> None:
    assert why_distant(Path("/anywhere"), []) is None


def test_a_test_folder_is_local(tmp_path: Path) -> None:
    assert why_distant(tmp_path) is None


def test_linux_mounts_are_read() -> None:
    text = "/dev/sda1 / ext4 rw 0 0\n//server/s /home/co/my\\040share cifs rw 0 0\nhalf a line\n"
    assert parse_mounts(text) == [("/", "ext4"), ("/home/co/my share", "cifs"), ("a", "line")]


def test_mac_mounts_are_read() -> None:
    text = "/dev/disk3 on / (apfs, sealed)\n//co@server/s on /Volumes/My Share (smbfs, nodev)\nrubbish\n"
    assert parse_mac_mounts(text) == [("/", "apfs"), ("/Volumes/My Share", "smbfs")]


def test_the_system_is_asked(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text("a / ext4 rw 0 0\n")
    assert system_mounts(mounts) == [("/", "ext4")]


def test_without_a_list_mount_is_run(tmp_path: Path) -> None:
    program = tmp_path / "mount"
    program.write_text("#!/bin/sh\necho '/dev/disk3 on / (apfs, sealed)'\n")
    program.chmod(0o755)
    assert system_mounts(tmp_path / "none", program) == [("/", "apfs")]


def test_without_either_nothing_is_known(tmp_path: Path) -> None:
    assert system_mounts(tmp_path / "none", tmp_path / "nothing") == []
