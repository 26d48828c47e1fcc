using System.Text.Json.Nodes;

namespace Pathway.Local.Tests.Graph;

/// <summary>What was taken and could not be brought: it comes back to the sender's inbox.</summary>
public sealed class SendingLimitTests : GraphSimulatorTest
{
    private const string Inbox = $"users/{Programme}/mailFolders/inbox/messages";

    private static string[] Learners(
        int count, string at = "college.example.org") => [.. Enumerable.Range(0, count).Select(n => $"l{n}@{at}")];

    private Task<Answer> SendMail(params string[] to) => Post($"users/{Programme}/sendMail", new JsonObject
    {
        ["message"] = new JsonObject { ["subject"] = "Your week", ["toRecipients"] = Recipients(to) },
    });

    [Fact]
    public async Task An_address_that_bounces_comes_back_and_the_others_are_reached()
    {
        Simulator.Modes = new() { Bounces = ["gone@college.example.org"] };

        await Created(Masterclass("Gone@college.example.org", "a@college.example.org"));
        var reports = await Get(
            $"{Inbox}?$filter=startswith(subject,'Undeliverable:')&$select=subject,from,isRead,body,internetMessageHeaders");

        Assert.Equal(["invite a@college.example.org"], Mailed());
        var report = Assert.Single(reports.Values);
        Assert.Equal(
            ("Undeliverable: Wound care masterclass", false),
            (report["subject"]!.GetValue<string>(), report["isRead"]!.GetValue<bool>()));
        Assert.StartsWith(
            "MicrosoftExchange",
            report["from"]!["emailAddress"]!["address"]!.GetValue<string>(),
            StringComparison.Ordinal);
        Assert.Contains("5.1.10", report["body"]!["content"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains(
            "Gone@college.example.org", report["body"]!["content"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(
            ["X-Failed-Recipients: Gone@college.example.org"],
            report["internetMessageHeaders"]!.AsArray().Select(header => $"{header!["name"]}: {header["value"]}"));
    }

    [Fact]
    public async Task More_than_a_days_recipients_are_taken_and_come_back_until_the_next_day()
    {
        Simulator.Modes = new() { RecipientsPerDay = 5 };

        var first = await Post(Events, Masterclass(Learners(4)));
        var second = await Post(Events, Masterclass(Learners(3, "other.example.org")));
        var reports = await Get($"{Inbox}?$select=body,internetMessageHeaders");
        Clock.Advance(TimeSpan.FromDays(1));
        await Post(Events, Masterclass(Learners(5, "later.example.org")));

        Assert.Equal((201, 201), (first.Status, second.Status));
        Assert.Equal(5 + 5, Simulator.Mail.Count);
        var report = Assert.Single(reports.Values);
        Assert.Equal(
            "l1@other.example.org, l2@other.example.org",
            report["internetMessageHeaders"]![0]!["value"]!.GetValue<string>());
        Assert.Contains("5.1.90", report["body"]!["content"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Single((await Get(Inbox)).Values);
    }

    [Fact]
    public async Task More_than_a_minutes_messages_come_back()
    {
        Simulator.Modes = new() { MessagesPerMinute = 2 };

        var statuses = new List<int>();
        for (var n = 0; n < 3; n++)
            statuses.Add((await SendMail($"l{n}@college.example.org")).Status);
        var reports = (await Get(Inbox)).Values;
        Clock.Advance(TimeSpan.FromMinutes(1));
        statuses.Add((await SendMail("later@college.example.org")).Status);

        Assert.Equal([202, 202, 202, 202], statuses);
        Assert.Equal(
            ["l0@college.example.org", "l1@college.example.org", "later@college.example.org"],
            Simulator.Mail.Select(mail => mail.To));
        Assert.Contains(
            "5.2.0", Assert.Single(reports)["body"]!["content"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_the_limit_can_be_throttled_instead_and_changes_nothing()
    {
        Simulator.Modes = new() { MessagesPerMinute = 1, SendingLimitsThrottle = true };
        await SendMail("a@college.example.org");
        var draft = (await Post(Messages, new JsonObject { ["subject"] = "Your week", ["toRecipients"] = Recipients("b@college.example.org") })).Json;

        var refused = await Post($"{Messages}/{Id(draft)}/send");

        Assert.Equal(
            (429, "ApplicationThrottled", "1"), (refused.Status, refused.ErrorCode, refused.Headers["Retry-After"]));
        Assert.True((await Get($"{Messages}/{Id(draft)}")).Json["isDraft"]!.GetValue<bool>());
        Assert.Empty((await Get(Inbox)).Values);
    }

    [Fact]
    public async Task Reports_are_paged_moved_and_deleted_like_any_mail()
    {
        Simulator.Modes = new() { Bounces = Learners(3) };
        foreach (var learner in Learners(3))
            await SendMail(learner);

        var first = await Get(
            $"{Inbox}?$filter=receivedDateTime ge 2026-11-23T00:00:00Z and from/emailAddress/name eq 'Microsoft Outlook'&$top=2&$select=subject");
        var second = await Get(first.Json["@odata.nextLink"]!.GetValue<string>());
        await Delete($"{Messages}/{Id(first.Values[0])}");
        var moved = await Post(
            $"{Messages}/{Id(first.Values[1])}/move", new JsonObject { ["DestinationId"] = "deleteditems" });

        Assert.Equal((2, 1, 201), (first.Values.Count, second.Values.Count, moved.Status));
        Assert.Equal([Id(second.Values[0])], (await Get(Inbox)).Values.Select(Id));
        Assert.Equal(2, (await Get($"users/{Programme}/mailFolders/deleteditems/messages")).Values.Count);
    }
}
