import subprocess

import pytest

from orchestration.provenance import CHANGED, fingerprint, git_commit


@pytest.fixture
def checkout(tmp_path):
    """A checkout of its own with one commit."""

    def git(*words: str) -> None:
        identity = ["-c", "user.name=proef", "-c", "user.email=proef@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", "-C", str(tmp_path), *identity, *words], check=True, capture_output=True)

    git("init")
    (tmp_path / "a.py").write_text("1")
    git("add", "a.py")
    git("commit", "--no-verify", "-m", "eerste")
    return tmp_path


def test_a_clean_checkout_is_its_commit_also_beside_files_git_does_not_know(checkout):
    (checkout / "nieuw.txt").write_text("x")
    commit = git_commit(checkout)
    assert len(commit) == 40
    assert not commit.endswith(CHANGED)


def test_a_changed_checkout_does_not_claim_to_be_its_commit(checkout):
    clean = git_commit(checkout)
    (checkout / "a.py").write_text("2")
    assert git_commit(checkout) == clean + CHANGED


def test_without_a_checkout_there_is_no_commit(tmp_path):
    assert git_commit(tmp_path / "weg") is None


def test_a_fingerprint_follows_names_and_contents_and_not_the_order(tmp_path):
    for name in "ab":
        (tmp_path / name).write_text(name)
    files = [tmp_path / "a", tmp_path / "b"]
    before = fingerprint(files)
    assert fingerprint(reversed(files)) == before
    (tmp_path / "b").rename(tmp_path / "c")
    assert fingerprint([tmp_path / "a", tmp_path / "c"]) != before
