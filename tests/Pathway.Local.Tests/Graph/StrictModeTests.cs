using System.Text.Json.Nodes;

namespace Pathway.Local.Tests.Graph;

/// <summary>What Exchange does where a kinder one would not, each by its mode.</summary>
public sealed class StrictModeTests : GraphSimulatorTest
{
    private const string A = "a@college.example.org";

    private static JsonObject To(string destination) => new() { ["destinationId"] = destination };

    private static JsonObject Draft() => new()
    {
        ["subject"] = "Your week",
        ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = "<p>News.</p>" },
        ["toRecipients"] = Recipients(A),
    };

    [Theory]
    [InlineData("cancel")]
    [InlineData("")]
    public async Task A_deleted_event_answers_by_its_immutable_id_and_by_nothing_else(string action)
    {
        Simulator.Modes = new() { DeletedStillAnswers = true };
        var created = await Created(Masterclass(A));
        var path = $"{Events}/{Id(created)}";
        var ordinary = Id((await Get(path, prefer: null)).Json);

        _ = action == "" ? await Delete(path) : await Post($"{path}/cancel");
        var read = await Get(path);
        var changed = await Patch(path, new JsonObject { ["subject"] = "Too late" });
        var again = await Delete(path);

        Assert.Equal(
            (200, Id(created), action == "cancel"),
            (read.Status, Id(read.Json), read.Json["isCancelled"]!.GetValue<bool>()));
        Assert.Equal(200, changed.Status);
        Assert.Equal((403, "ErrorCannotDeleteObject"), (again.Status, again.ErrorCode));
        Assert.Equal(404, (await Get($"{Events}/{ordinary}")).Status);
        Assert.Empty((await Get(Events)).Values);
        Assert.Empty(
            (await Get($"users/{Programme}/calendarView?startDateTime=2026-11-01T00:00:00Z&endDateTime=2027-01-01T00:00:00Z")).Values);
        Assert.Equal([$"cancel {A}", $"invite {A}"], Mailed());
    }

    [Fact]
    public async Task A_deleted_draft_answers_from_deleted_items()
    {
        Simulator.Modes = new() { DeletedStillAnswers = true };
        var draft = (await Post(Messages, Draft())).Json;
        var folder = Id((await Get($"users/{Programme}/mailFolders/deleteditems")).Json);

        var deleted = await Delete($"{Messages}/{Id(draft)}");
        var read = await Get($"{Messages}/{Id(draft)}");
        var again = await Delete($"{Messages}/{Id(draft)}");

        Assert.Equal((204, 200), (deleted.Status, read.Status));
        Assert.Equal(
            (folder, true), (read.Json["parentFolderId"]!.GetValue<string>(), read.Json["isDraft"]!.GetValue<bool>()));
        Assert.NotEqual(folder, draft["parentFolderId"]!.GetValue<string>());
        Assert.Equal((403, "ErrorCannotDeleteObject"), (again.Status, again.ErrorCode));
        Assert.Equal([Id(draft)], (await Get(Messages)).Values.Select(Id));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_deleted_draft_can_be_moved_back_unless_that_is_refused(bool refused)
    {
        Simulator.Modes = new() { MoveBackRefused = refused };
        var draft = (await Post(Messages, Draft())).Json;
        await Delete($"{Messages}/{Id(draft)}");

        var hidden = await Get($"{Messages}/{Id(draft)}");
        var listed = await Get($"users/{Programme}/mailFolders/deleteditems/messages");
        var moved = await Post($"{Messages}/{Id(draft)}/move", To("drafts"));

        Assert.Equal((404, 1), (hidden.Status, listed.Values.Count));
        Assert.Equal(refused ? (400, "ErrorMoveCopyFailed") : (201, null), (moved.Status, moved.ErrorCode));
        Assert.Equal(refused ? 404 : 200, (await Get($"{Messages}/{Id(draft)}")).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_deleted_event_can_be_moved_back_without_a_mail_unless_that_is_refused(bool refused)
    {
        Simulator.Modes = new() { MoveBackRefused = refused };
        var created = await Created(Masterclass(A));
        await Delete($"{Events}/{Id(created)}");

        var moved = await Post($"{Events}/{Id(created)}/move", To("calendar"));

        Assert.Equal(refused ? (400, "ErrorMoveCopyFailed") : (201, null), (moved.Status, moved.ErrorCode));
        Assert.Equal(refused ? 404 : 200, (await Get($"{Events}/{Id(created)}")).Status);
        Assert.Equal([$"cancel {A}", $"invite {A}"], Mailed());
    }

    [Fact]
    public async Task A_change_without_if_match_meets_conflicts_and_one_with_it_does_not()
    {
        var created = await Created(Masterclass(A));
        var path = $"{Events}/{Id(created)}";
        Simulator.Modes = new() { ConflictPercent = 100 };

        var patch = await Patch(path, new JsonObject { ["subject"] = "One" });
        var cancel = await Post($"{path}/cancel");
        var delete = await Delete(path);
        var matched = await Ask(
            HttpMethod.Patch,
            path,
            new JsonObject { ["subject"] = "Two" },
            Immutable,
            ("If-Match", created["@odata.etag"]!.GetValue<string>()));

        Assert.All(
            new[] { patch, cancel, delete },
            answer => Assert.Equal((412, "ErrorIrresolvableConflict"), (answer.Status, answer.ErrorCode)));
        Assert.Equal((200, "Two"), (matched.Status, matched.Json["subject"]!.GetValue<string>()));
        Assert.Equal((201, 200), ((await Post(Events, Masterclass())).Status, (await Get(path)).Status));
    }

    [Fact]
    public async Task A_long_subject_is_cut_to_255_characters()
    {
        var body = Masterclass();
        body["subject"] = new string('x', 256);
        var whole = await Created(body.DeepClone().AsObject());
        Simulator.Modes = new() { TruncateSubject = true };

        var cut = await Created(body);
        var patched = await Patch($"{Events}/{Id(cut)}", new JsonObject { ["subject"] = new string('y', 255) });

        Assert.Equal(256, whole["subject"]!.GetValue<string>().Length);
        Assert.Equal(new string('x', 252) + "...", cut["subject"]!.GetValue<string>());
        Assert.Equal(new string('y', 255), patched.Json["subject"]!.GetValue<string>());
    }

    [Fact]
    public async Task Marks_in_a_body_go_and_the_meeting_stays()
    {
        Simulator.Modes = new() { StripBodyMarks = true };
        var body = Masterclass();
        body["isOnlineMeeting"] = true;
        body["body"] = new JsonObject { ["contentType"] = "html", ["content"] = """<!-- ours --><p id="ours" data-part='1' class="a" hidden>Text <a href="https://x.example/?a=1" id=b>here</a></p><!-- end -->""" };

        var created = await Created(body);
        var content = created["body"]!["content"]!.GetValue<string>();
        var patched = await Patch(
            $"{Events}/{Id(created)}",
            new JsonObject { ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = content.Replace("Text", "New", StringComparison.Ordinal) } });

        Assert.Contains("""<p class="a">Text <a href="https://x.example/?a=1">here</a></p>""", content, StringComparison.Ordinal);
        Assert.DoesNotContain("<!--", content, StringComparison.Ordinal);
        Assert.DoesNotContain(" id=", content, StringComparison.Ordinal);
        Assert.Equal(created["onlineMeeting"]!.ToJsonString(), patched.Json["onlineMeeting"]!.ToJsonString());
    }

    [Fact]
    public async Task A_block_from_before_survives_the_rewriting()
    {
        var body = Masterclass();
        body["isOnlineMeeting"] = true;
        var created = await Created(body);
        Simulator.Modes = new() { StripBodyMarks = true };

        var patched = await Patch(
            $"{Events}/{Id(created)}", new JsonObject { ["body"] = created["body"]!.DeepClone() });

        Assert.NotNull(patched.Json["onlineMeeting"]);
    }

    [Fact]
    public async Task Pages_can_be_shorter_than_asked_for()
    {
        for (var n = 0; n < 5; n++)
            await Created(Masterclass());
        Simulator.Modes = new() { LargestPage = 2 };

        var first = await Get($"{Events}?$top=5&$select=subject");
        var second = await Get(first.Json["@odata.nextLink"]!.GetValue<string>());
        var last = await Get(second.Json["@odata.nextLink"]!.GetValue<string>());

        Assert.Equal((2, 2, 1), (first.Values.Count, second.Values.Count, last.Values.Count));
        Assert.Null(last.Json["@odata.nextLink"]);
        Assert.Equal(5, first.Values.Concat(second.Values).Concat(last.Values).Select(Id).Distinct().Count());
    }

    [Fact]
    public async Task A_preferred_page_size_holds_for_lists_too()
    {
        for (var n = 0; n < 3; n++)
            await Created(Masterclass());

        Assert.Equal(2, (await Get(Events, $"{Immutable}, odata.maxpagesize=2")).Values.Count);
    }

    [Fact]
    public async Task Reading_a_user_can_be_forbidden()
    {
        Simulator.Modes = new() { NoDirectoryPermission = true };

        var answer = await Get($"users/{Programme}");

        Assert.Equal((403, "Authorization_RequestDenied"), (answer.Status, answer.ErrorCode));
        Assert.Equal(200, (await Get(Events)).Status);
    }
}
