using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Graph.Users.Item.CalendarView.Delta;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;

namespace Pathway.Local.Tests.Graph;

/// <summary>
/// The genuine SDK against the simulator: what it writes is understood, what it reads has the shapes it expects.
/// </summary>
public sealed class GraphSdkTests : GraphSimulatorTest
{
    private GraphServiceClient client = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        client = new GraphServiceClient(new HttpClient(), new FixedToken(), $"{Simulator.Address}v1.0");
    }

    public override async ValueTask DisposeAsync()
    {
        client.Dispose();
        await base.DisposeAsync();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Event Masterclass(string subject) => new()
    {
        Subject = subject,
        Body = new ItemBody { ContentType = BodyType.Html, Content = "<p>Bring questions.</p>" },
        Start = new DateTimeTimeZone { DateTime = "2026-12-01T10:00:00", TimeZone = "Europe/London" },
        End = new DateTimeTimeZone { DateTime = "2026-12-01T11:00:00", TimeZone = "Europe/London" },
        Attendees =
        [
            new Attendee
            {
                Type = AttendeeType.Required,
                EmailAddress = new EmailAddress { Address = "a@college.example.org" },
            },
        ],
        HideAttendees = true,
        AllowNewTimeProposals = false,
        IsOnlineMeeting = true,
        OnlineMeetingProvider = OnlineMeetingProviderType.TeamsForBusiness,
        TransactionId = subject,
        SingleValueExtendedProperties =
        [
            new SingleValueLegacyExtendedProperty { Id = ActivityProperty, Value = subject },
        ],
    };

    private Task<Event?> Create(string subject) =>
        client.Users[Programme].Events.PostAsync(
            Masterclass(subject), request => request.Headers.Add("Prefer", Immutable), Cancellation);

    [Fact]
    public async Task Creates_finds_changes_and_cancels_an_event()
    {
        var created = await Create("wound-care");

        var found = await client.Users[Programme].Events.GetAsync(
            request =>
            {
                request.Headers.Add("Prefer", Immutable);
                request.QueryParameters.Filter = $"singleValueExtendedProperties/Any(ep: ep/id eq '{ActivityProperty}' and ep/value eq 'wound-care')";
                request.QueryParameters.Expand = [$"singleValueExtendedProperties($filter=id eq '{ActivityProperty}')"];
            },
            Cancellation);
        var changed = await client.Users[Programme].Events[created!.Id].PatchAsync(
            new Event { Attendees = [new Attendee { EmailAddress = new EmailAddress { Address = "b@college.example.org" } }] }, cancellationToken: Cancellation);
        await client.Users[Programme].Events[created.Id].Cancel.PostAsync(
            new() { Comment = "Ill." }, cancellationToken: Cancellation);
        var gone = await Assert.ThrowsAsync<ODataError>(
            () => client.Users[Programme].Events[created.Id].GetAsync(cancellationToken: Cancellation));

        Assert.NotNull(created.OnlineMeeting?.JoinUrl);
        Assert.True(created.HideAttendees);
        Assert.Equal(created.Id, Assert.Single(found!.Value!).Id);
        Assert.Equal("wound-care", found.Value![0].SingleValueExtendedProperties!.Single().Value);
        Assert.Equal("b@college.example.org", changed!.Attendees!.Single().EmailAddress!.Address);
        Assert.Equal((404, "ErrorItemNotFound"), (gone.ResponseStatusCode, gone.Error!.Code));
        Assert.Equal(
            ["cancel a@college.example.org", "cancel b@college.example.org", "invite a@college.example.org", "invite b@college.example.org"],
            Mailed());
    }

    [Fact]
    public async Task Follows_a_delta_with_its_links()
    {
        for (var n = 0; n < 3; n++)
            await Create($"masterclass-{n}");
        var delta = client.Users[Programme].CalendarView.Delta;

        var seen = new List<Event>();
        var page = await delta.GetAsDeltaGetResponseAsync(
            request =>
            {
                request.Headers.Add("Prefer", ["odata.maxpagesize=2", Immutable]);
                (request.QueryParameters.StartDateTime, request.QueryParameters.EndDateTime) = ("2026-11-01T00:00:00Z", "2027-07-31T00:00:00Z");
            },
            Cancellation);
        while (true)
        {
            seen.AddRange(page!.Value!);
            if (page.OdataNextLink is null)
                break;
            page = await Follow(delta, page.OdataNextLink);
        }

        await client.Users[Programme].Events[seen[0].Id].DeleteAsync(cancellationToken: Cancellation);
        var later = await Follow(delta, page.OdataDeltaLink!);

        Assert.Equal(3, seen.Count);
        var removed = Assert.Single(later!.Value!);
        Assert.Equal(seen[0].Id, removed.Id);
        Assert.True(removed.AdditionalData.ContainsKey("@removed"));
    }

    private static Task<DeltaGetResponse?> Follow(DeltaRequestBuilder delta, string link) =>
        delta.WithUrl(link).GetAsDeltaGetResponseAsync(
        request => request.Headers.Add("Prefer", ["odata.maxpagesize=2", Immutable]), Cancellation);

    [Fact]
    public async Task Drafts_and_sends_a_message()
    {
        var draft = await client.Users[Programme].Messages.PostAsync(
            new Message
            {
                Subject = "This week",
                Body = new ItemBody { ContentType = BodyType.Html, Content = "<h1>Digest</h1>" },
                ToRecipients =
                [
                    new Recipient { EmailAddress = new EmailAddress { Address = "utc@college.example.org" } },
                ],
            },
            request => request.Headers.Add("Prefer", Immutable),
            Cancellation);
        await client.Users[Programme].Messages[draft!.Id].Send.PostAsync(cancellationToken: Cancellation);
        var sent = await client.Users[Programme].MailFolders["sentitems"].Messages.GetAsync(
            request => request.Headers.Add("Prefer", Immutable), Cancellation);

        Assert.Equal(draft.Id, Assert.Single(sent!.Value!).Id);
        Assert.Equal(draft.Id, Assert.Single(Simulator.Mail).MessageId);
    }

    [Fact]
    public async Task Subscribes_and_reads_attendance()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var created = await Create("wound-care");
        await Control(HttpMethod.Post, "attend", System.Text.Json.Nodes.JsonNode.Parse($$"""{"eventId":"{{created!.Id}}","records":[{"email":"a@college.example.org","seconds":60}]}"""));

        var subscription = await client.Subscriptions.PostAsync(
            new Subscription
            {
                ChangeType = "updated",
                NotificationUrl = $"{receiver.Address}notifications",
                Resource = $"users/{Programme}/events",
                ExpirationDateTime = Clock.GetUtcNow().AddDays(2),
                ClientState = "secret",
            },
            cancellationToken: Cancellation);
        var user = await client.Users[Programme].GetAsync(cancellationToken: Cancellation);
        var meetings = await client.Users[user!.Id].OnlineMeetings.GetAsync(
            request => request.QueryParameters.Filter = $"JoinWebUrl eq '{created.OnlineMeeting!.JoinUrl}'", Cancellation);
        var reports = await client.Users[user.Id].OnlineMeetings[meetings!.Value!.Single().Id].AttendanceReports.GetAsync(cancellationToken: Cancellation);
        var records = await client.Users[user.Id].OnlineMeetings[meetings.Value![0].Id].AttendanceReports[reports!.Value!.Single().Id].AttendanceRecords.GetAsync(cancellationToken: Cancellation);

        Assert.Equal(Clock.GetUtcNow().AddDays(2), subscription!.ExpirationDateTime);
        Assert.Equal(
            ("a@college.example.org", 60),
            (records!.Value!.Single().EmailAddress, records.Value![0].TotalAttendanceInSeconds));
    }

    private sealed class FixedToken : IAuthenticationProvider
    {
        public Task AuthenticateRequestAsync(
            RequestInformation request,
            Dictionary<string, object>? additionalAuthenticationContext = null,
            CancellationToken cancellationToken = default)
        {
            request.Headers.TryAdd("Authorization", "Bearer token");
            return Task.CompletedTask;
        }
    }
}
