using System.Text.Json.Nodes;

namespace Pathway.Local.Tests.Graph;

/// <summary>Who receives which mail: the rules that the sync engine is measured by.</summary>
public sealed class InvitationMailTests : GraphSimulatorTest
{
    private const string A = "a@college.example.org";
    private const string B = "b@college.example.org";
    private const string C = "c@college.example.org";

    private async Task<(string Path, int Mails)> Invited(params string[] attendees)
    {
        var created = await Created(Masterclass(attendees));
        return ($"{Events}/{Id(created)}", Simulator.Mail.Count);
    }

    [Fact]
    public async Task A_new_event_invites_everybody_but_the_organiser()
    {
        var created = await Created(Masterclass(A, B, Programme));

        Assert.Equal([$"invite {A}", $"invite {B}"], Mailed());
        Assert.All(
            Simulator.Mail,
            mail => Assert.Equal((Id(created), "Wound care masterclass"), (mail.EventId, mail.Subject)));
    }

    [Fact]
    public async Task A_change_of_attendees_alone_mails_only_who_came_and_went()
    {
        var (path, mails) = await Invited(A, B);

        await Patch(path, new JsonObject { ["attendees"] = People(B, C) });

        Assert.Equal([$"cancel {A}", $"invite {C}"], Mailed(mails));
    }

    [Fact]
    public async Task Any_other_change_updates_everybody()
    {
        var (path, mails) = await Invited(A, B);

        await Patch(path, new JsonObject { ["location"] = new JsonObject { ["displayName"] = "Hall 2" } });

        Assert.Equal([$"update {A}", $"update {B}"], Mailed(mails));
    }

    [Fact]
    public async Task A_combined_change_invites_cancels_and_updates()
    {
        var (path, mails) = await Invited(A, B);

        await Patch(path, new JsonObject { ["subject"] = "Moved", ["attendees"] = People(B, C) });

        Assert.Equal([$"cancel {A}", $"invite {C}", $"update {B}"], Mailed(mails));
    }

    [Fact]
    public async Task A_cancellation_says_what_the_organiser_says_with_it_and_a_deletion_nothing()
    {
        var (path, mails) = await Invited(A);
        await Post($"{path}/cancel", new JsonObject { ["comment"] = "The speaker is ill." });
        var (other, _) = await Invited(B);
        await Delete(other);

        (string Kind, string To, string? Comment)[] expected =
            [("cancel", A, "The speaker is ill."), ("invite", B, null), ("cancel", B, null)];
        Assert.Equal(expected, Simulator.Mail.Skip(mails).Select(mail => (mail.Kind, mail.To, mail.Comment)));
    }

    [Fact]
    public async Task What_no_attendee_can_see_mails_nobody()
    {
        var (path, mails) = await Invited(A);

        var same = await Patch(
            path,
            new JsonObject { ["subject"] = "Wound care masterclass", ["attendees"] = People(A.ToUpperInvariant()) });
        await Patch(
            path,
            new JsonObject { ["categories"] = new JsonArray("Pathway"), ["isReminderOn"] = false, ["reminderMinutesBeforeStart"] = 5 });
        await Patch(
            path,
            new JsonObject { ["singleValueExtendedProperties"] = new JsonArray(new JsonObject { ["id"] = ActivityProperty, ["value"] = "x" }) });
        await Patch(path, new JsonObject { ["start"] = At("2026-12-01T10:00:00", "UTC") });

        Assert.Equal(200, same.Status);
        Assert.Empty(Mailed(mails));
    }

    [Fact]
    public async Task An_unchanged_event_keeps_its_etag()
    {
        var created = await Created(Masterclass(A));

        var patched = await Patch($"{Events}/{Id(created)}", new JsonObject { ["subject"] = "Wound care masterclass" });

        Assert.Equal(created["@odata.etag"]!.GetValue<string>(), patched.Json["@odata.etag"]!.GetValue<string>());
    }

    [Fact]
    public async Task Cancelling_and_deleting_tell_everybody()
    {
        var (cancelled, _) = await Invited(A);
        var (deleted, mails) = await Invited(B);

        await Post($"{cancelled}/cancel");
        await Delete(deleted);

        Assert.Equal([$"cancel {A}", $"cancel {B}"], Mailed(mails));
    }

    [Fact]
    public async Task In_one_mode_a_change_of_attendees_mails_everybody()
    {
        Simulator.Modes = new() { AttendeeChangesMailEverybody = true };
        var (path, mails) = await Invited(A, B);

        await Patch(path, new JsonObject { ["attendees"] = People(A, B, C) });

        Assert.Equal([$"invite {C}", $"update {A}", $"update {B}"], Mailed(mails));
    }

    [Fact]
    public async Task A_refused_address_refuses_the_event_and_names_nobody()
    {
        Simulator.Modes = new() { RejectAddresses = [B] };

        var byDomain = await Post(Events, Masterclass(A, "x@invalid.example"));
        var byMode = await Post(Events, Masterclass(A, B));
        var (path, mails) = await Invited(A);
        var patched = await Patch(path, new JsonObject { ["attendees"] = People(A, B) });

        Assert.All(
            new[] { byDomain, byMode, patched },
            answer => Assert.Equal((400, "ErrorInvalidRecipients"), (answer.Status, answer.ErrorCode)));
        Assert.DoesNotContain("invalid.example", byDomain.Text, StringComparison.Ordinal);
        Assert.Equal([$"invite {A}"], Mailed());
        Assert.Empty(Mailed(mails));
        Assert.Single((await Get(path)).Json["attendees"]!.AsArray());
    }

    [Fact]
    public async Task Who_stays_keeps_their_answer()
    {
        var created = await Created(Masterclass(A, B));
        await Control(
            HttpMethod.Post,
            "respond",
            new JsonObject { ["eventId"] = Id(created), ["attendee"] = A, ["response"] = "accepted" });

        var patched = await Patch($"{Events}/{Id(created)}", new JsonObject { ["attendees"] = People(C, A) });

        Assert.Equal(
            ["none", "accepted"],
            patched.Json["attendees"]!.AsArray().Select(attendee => attendee!["status"]!["response"]!.GetValue<string>()));
    }

    [Fact]
    public async Task The_mail_list_over_http_says_what_each_got()
    {
        await Invited(A);

        var answer = await Control(HttpMethod.Get, "mail");

        var mail = JsonNode.Parse(answer.Text)!.AsArray().Single()!.AsObject();
        Assert.Equal(
            (1, "invite", A),
            (mail["n"]!.GetValue<int>(), mail["kind"]!.GetValue<string>(), mail["to"]!.GetValue<string>()));
        Assert.False(mail.ContainsKey("messageId"));
        Assert.False(mail.ContainsKey("html"));
    }
}
