using System.Text.Json.Nodes;

namespace Pathway.Local.Tests.Graph;

public sealed class MessageTests : GraphSimulatorTest
{
    private static JsonObject Digest(params string[] to) => new()
    {
        ["subject"] = "This week",
        ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = "<h1>Digest</h1>" },
        ["toRecipients"] = Recipients(to),
    };

    private async Task<JsonObject> Draft(params string[] to) => (await Post(Messages, Digest(to))).Json;

    [Fact]
    public async Task A_draft_is_sent_once_and_keeps_its_immutable_id()
    {
        var draft = await Draft("utc@college.example.org");
        var ordinaryId = Id((await Get($"{Messages}/{Id(draft)}", prefer: null)).Json);

        var sent = await Post($"{Messages}/{Id(draft)}/send");
        var read = await Get($"{Messages}/{Id(draft)}");
        var byOldId = await Get($"{Messages}/{ordinaryId}");
        var again = await Post($"{Messages}/{Id(draft)}/send");

        Assert.True(draft["isDraft"]!.GetValue<bool>());
        Assert.Equal((202, ""), (sent.Status, sent.Text));
        Assert.False(read.Json["isDraft"]!.GetValue<bool>());
        Assert.Equal(404, byOldId.Status);
        Assert.Equal(400, again.Status);
        var mail = Assert.Single(Simulator.Mail);
        Assert.Equal(("message", "utc@college.example.org", Id(draft)), (mail.Kind, mail.To, mail.MessageId));
        Assert.Contains("<h1>Digest</h1>", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folders_show_where_a_message_is()
    {
        var (kept, sent) = (await Draft("a@college.example.org"), await Draft("a@college.example.org"));
        await Post($"{Messages}/{Id(sent)}/send");

        Assert.Equal([Id(kept)], (await Get($"users/{Programme}/mailFolders/drafts/messages")).Values.Select(Id));
        Assert.Equal([Id(sent)], (await Get($"users/{Programme}/mailFolders/SentItems/messages")).Values.Select(Id));
        Assert.Equal(2, (await Get(Messages)).Values.Count);
        Assert.Equal(404, (await Get($"users/{Programme}/mailFolders/nowhere/messages")).Status);
    }

    [Fact]
    public async Task A_sent_message_may_take_a_while_to_appear()
    {
        Simulator.Modes = new() { SentItemsLagSeconds = 30 };
        var draft = await Draft("a@college.example.org");
        await Post($"{Messages}/{Id(draft)}/send");

        var during = await Get($"{Messages}/{Id(draft)}");
        Clock.Advance(TimeSpan.FromSeconds(30));
        var after = await Get($"users/{Programme}/mailFolders/sentitems/messages/{Id(draft)}");

        Assert.Equal(404, during.Status);
        Assert.Equal(200, after.Status);
    }

    [Fact]
    public async Task An_extended_property_finds_a_message_and_a_header_cannot()
    {
        var body = Digest("a@college.example.org");
        body["singleValueExtendedProperties"] = new JsonArray(
            new JsonObject { ["id"] = ActivityProperty, ["value"] = "2026-W48/utc-leeds" });
        body["internetMessageHeaders"] = new JsonArray(
            new JsonObject { ["name"] = "x-pathway-slot", ["value"] = "2026-W48/utc-leeds" });
        var draft = await Post(Messages, body);

        var filter = Uri.EscapeDataString(
            $"singleValueExtendedProperties/any(p:p/id eq '{ActivityProperty}' and p/value eq '2026-W48/utc-leeds')");
        var byProperty = await Get($"{Messages}?$filter={filter}");
        var byHeader = await Get($"{Messages}?$filter=internetMessageHeaders/any(h:h/name eq 'x-pathway-slot')");
        var selected = await Get($"{Messages}/{Id(draft.Json)}?$select=internetMessageHeaders");

        Assert.False(draft.Json.ContainsKey("internetMessageHeaders"));
        Assert.Equal([Id(draft.Json)], byProperty.Values.Select(Id));
        Assert.Equal(400, byHeader.Status);
        Assert.Equal("x-pathway-slot", selected.Json["internetMessageHeaders"]![0]!["name"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("""[]""")]
    [InlineData("""[{"name":"pathway-slot","value":"1"}]""")]
    [InlineData("""[{"name":"x-1","value":"1"},{"name":"x-2","value":"1"},{"name":"x-3","value":"1"},{"name":"x-4","value":"1"},{"name":"x-5","value":"1"},{"name":"x-6","value":"1"}]""")]
    public async Task Internet_headers_are_few_and_start_with_x(string headers)
    {
        var body = Digest("a@college.example.org");
        body["internetMessageHeaders"] = JsonNode.Parse(headers);

        Assert.Equal(400, (await Post(Messages, body)).Status);
    }

    [Fact]
    public async Task A_draft_can_be_changed_and_a_sent_message_cannot()
    {
        var draft = await Draft("a@college.example.org");
        var path = $"{Messages}/{Id(draft)}";

        var patched = await Patch(path, new JsonObject { ["subject"] = "Next week" });
        await Post($"{path}/send");
        var late = await Patch(path, new JsonObject { ["subject"] = "Too late" });

        Assert.Equal("Next week", patched.Json["subject"]!.GetValue<string>());
        Assert.Equal(400, late.Status);
        Assert.Equal("Next week", Simulator.Mail.Single().Subject);
    }

    [Fact]
    public async Task Everybody_named_gets_the_message_once()
    {
        var body = Digest("a@college.example.org", "A@college.example.org");
        (body["ccRecipients"], body["bccRecipients"]) = (Recipients("b@college.example.org"), Recipients("c@college.example.org"));

        var answer = await Post(
            $"users/{Programme}/sendMail", new JsonObject { ["message"] = body, ["saveToSentItems"] = true });

        Assert.Equal(202, answer.Status);
        Assert.Equal(
            ["message a@college.example.org", "message b@college.example.org", "message c@college.example.org"],
            Mailed());
        Assert.Single((await Get($"users/{Programme}/mailFolders/sentitems/messages")).Values);
    }

    [Fact]
    public async Task Refused_and_missing_recipients_send_nothing()
    {
        var refused = await Post(Messages, Digest("x@invalid.example"));
        var nobody = await Post($"users/{Programme}/sendMail", new JsonObject { ["message"] = Digest() });
        var tooMany = await Post(
            Messages, Digest([.. Enumerable.Range(0, 501).Select(n => $"l{n}@college.example.org")]));

        Assert.All(
            new[] { refused, nobody },
            answer => Assert.Equal((400, "ErrorInvalidRecipients"), (answer.Status, answer.ErrorCode)));
        Assert.Equal(400, tooMany.Status);
        Assert.Empty(Simulator.Mail);
        Assert.Empty((await Get(Messages)).Values);
    }

    [Fact]
    public async Task A_deleted_draft_is_gone()
    {
        var draft = await Draft("a@college.example.org");

        Assert.Equal(204, (await Delete($"{Messages}/{Id(draft)}")).Status);
        Assert.Equal(404, (await Get($"{Messages}/{Id(draft)}")).Status);
    }
}
