using System.Text.Json.Nodes;

namespace Pathway.Local.Tests.Graph;

public sealed class SubscriptionTests : GraphSimulatorTest
{
    private WebhookReceiver receiver = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        receiver = await WebhookReceiver.StartAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await receiver.DisposeAsync();
    }

    private JsonObject Wanted(string expires = "2026-11-25T09:00:00Z") => new()
    {
        ["changeType"] = "created,updated,deleted",
        ["notificationUrl"] = $"{receiver.Address}notifications?x=1",
        ["lifecycleNotificationUrl"] = $"{receiver.Address}lifecycle",
        ["resource"] = $"users/{Programme}/events",
        ["expirationDateTime"] = expires,
        ["clientState"] = "secret",
    };

    private async Task<JsonObject> Subscribed()
    {
        var answer = await Post("subscriptions", Wanted());
        Assert.Equal(201, answer.Status);
        return answer.Json;
    }

    [Fact]
    public async Task The_client_state_is_told_to_who_subscribes_and_to_nobody_who_reads()
    {
        var subscription = await Subscribed();
        var path = $"subscriptions/{Id(subscription)}";

        var read = await Get(path);
        var listed = await Get("subscriptions");
        var renewed = await Patch(path, new JsonObject { ["expirationDateTime"] = "2026-11-26T09:00:00Z" });

        Assert.Equal("secret", subscription["clientState"]!.GetValue<string>());
        Assert.All(new[] { read.Json, listed.Values.Single(), renewed.Json }, seen => Assert.Null(seen["clientState"]));
        Assert.True(read.Json.ContainsKey("clientState"));
    }

    [Theory]
    [InlineData("changeType", "deleted,created,updated", 409)]
    [InlineData("resource", "/users/PROGRAMME@pathway.example.org/events", 409)]
    [InlineData("changeType", "created", 201)]
    [InlineData("resource", "users/other@pathway.example.org/events", 201)]
    public async Task A_second_one_for_the_same_can_be_refused(string name, string value, int status)
    {
        var first = await Subscribed();
        Simulator.Modes = new() { DuplicateSubscriptions = true };
        var wanted = Wanted();
        wanted[name] = value;

        var second = await Post("subscriptions", wanted);
        await Delete($"subscriptions/{Id(first)}");
        var afterwards = await Post("subscriptions", Wanted());

        Assert.Equal((status, status == 409 ? "ExtensionError" : null), (second.Status, second.ErrorCode));
        Assert.Equal(status == 409, second.Text.Contains(Id(first), StringComparison.Ordinal));
        Assert.Equal(201, afterwards.Status);
    }

    [Fact]
    public async Task A_list_of_them_comes_in_pages()
    {
        await Subscribed();
        await Subscribed();
        Simulator.Modes = new() { LargestPage = 1 };

        var first = await Get("subscriptions");
        var second = await Get(first.Json["@odata.nextLink"]!.GetValue<string>());

        Assert.NotEqual(Id(first.Values.Single()), Id(second.Values.Single()));
        Assert.Null(second.Json["@odata.nextLink"]);
    }

    [Fact]
    public async Task Both_addresses_must_answer_with_the_decoded_token()
    {
        var subscription = await Subscribed();

        Assert.Equal(["/lifecycle", "/notifications"], receiver.Validated.Order(StringComparer.Ordinal));
        Assert.Equal("2026-11-25T09:00:00.0000000Z", subscription["expirationDateTime"]!.GetValue<string>());
        Assert.Equal(200, (await Get($"subscriptions/{Id(subscription)}")).Status);
        Assert.Single((await Get("subscriptions")).Values);
    }

    [Theory]
    [InlineData("silent")]
    [InlineData("html")]
    [InlineData("encoded")]
    [InlineData("failing")]
    public async Task An_address_that_answers_wrongly_is_refused(string fault)
    {
        var wanted = Wanted();
        wanted["lifecycleNotificationUrl"] = $"{receiver.Address}{fault}";

        var answer = await Post("subscriptions", wanted);

        Assert.Equal((400, "InvalidRequest"), (answer.Status, answer.ErrorCode));
        Assert.Empty((await Get("subscriptions")).Values);
    }

    [Fact]
    public async Task An_address_has_ten_seconds_to_answer()
    {
        var wanted = Wanted();
        wanted["notificationUrl"] = $"{receiver.Address}hanging";

        var answer = Post("subscriptions", wanted);
        await receiver.Hanging.WaitAsync(TestContext.Current.CancellationToken);
        Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("InvalidRequest", (await answer).ErrorCode);
    }

    [Theory]
    [InlineData("2026-11-30T09:00:00Z", 201, "2026-11-30T09:00:00.0000000Z")]
    [InlineData("2026-11-30T09:00:01Z", 400, null)]
    [InlineData("2026-11-23T08:59:59Z", 400, null)]
    [InlineData("2026-11-23T09:10:00Z", 201, "2026-11-23T09:45:00.0000000Z")]
    public async Task It_lasts_from_45_minutes_to_seven_days(string asked, int status, string? given)
    {
        var answer = await Post("subscriptions", Wanted(asked));

        Assert.Equal((status, given), (answer.Status, answer.Json["expirationDateTime"]?.GetValue<string>()));
    }

    [Theory]
    [InlineData("changeType", "changed")]
    [InlineData("notificationUrl", "http://example.org/plain")]
    [InlineData("clientState", "129")]
    public async Task What_it_says_is_checked(string name, string value)
    {
        var wanted = Wanted();
        wanted[name] = value == "129" ? new string('x', 129) : value;

        Assert.Equal((400, "InvalidRequest"), await CodeOf(wanted));
    }

    private async Task<(int, string?)> CodeOf(JsonObject wanted)
    {
        var answer = await Post("subscriptions", wanted);
        return (answer.Status, answer.ErrorCode);
    }

    [Fact]
    public async Task Every_change_is_told_with_its_state_and_id()
    {
        var subscription = await Subscribed();

        var created = await Created(Masterclass("a@college.example.org"));
        await Patch($"{Events}/{Id(created)}", new JsonObject { ["subject"] = "Moved" });
        await Delete($"{Events}/{Id(created)}");
        var told = await receiver.Take("/notifications", 3);

        Assert.Equal(
            ["created", "deleted", "updated"],
            told.Select(change => change["changeType"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.All(told, change =>
        {
            Assert.Equal("secret", change["clientState"]!.GetValue<string>());
            Assert.Equal(Id(subscription), change["subscriptionId"]!.GetValue<string>());
            Assert.Equal(Id(created), change["resourceData"]!["id"]!.GetValue<string>());
            Assert.Equal("#Microsoft.Graph.Event", change["resourceData"]!["@odata.type"]!.GetValue<string>());
        });
    }

    [Fact]
    public async Task Notifications_can_come_three_times_or_not_at_all()
    {
        await Subscribed();

        Simulator.Modes = new() { LoseNotifications = true };
        var lost = await Created(Masterclass());
        Simulator.Modes = new() { DuplicateNotifications = true };
        var tripled = await Created(Masterclass());
        var told = await receiver.Take("/notifications", 3);

        Assert.All(told, change => Assert.Equal(Id(tripled), change["resourceData"]!["id"]!.GetValue<string>()));
        Assert.NotEqual(Id(lost), Id(tripled));
    }

    [Fact]
    public async Task What_is_not_taken_is_sent_again()
    {
        await Subscribed();
        receiver.FailNext = 1;

        await Created(Masterclass());
        await receiver.Failed.WaitAsync(TestContext.Current.CancellationToken);
        await Clock.WhenAwaited(Clock.GetUtcNow() + TimeSpan.FromSeconds(5));
        Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Single(await receiver.Take("/notifications", 1));
    }

    [Fact]
    public async Task It_is_renewed_by_patch_and_ends_by_itself()
    {
        var path = $"subscriptions/{Id(await Subscribed())}";

        var renewed = await Patch(path, new JsonObject { ["expirationDateTime"] = "2026-11-28T09:00:00Z" });
        var reauthorized = await Post($"{path}/reauthorize");
        var tooFar = await Patch(path, new JsonObject { ["expirationDateTime"] = "2027-01-01T00:00:00Z" });
        var late = await Patch(path, new JsonObject { ["lifecycleNotificationUrl"] = $"{receiver.Address}lifecycle" });
        Clock.Advance(TimeSpan.FromDays(5));
        var expired = await Patch(path, new JsonObject { ["expirationDateTime"] = "2026-11-30T09:00:00Z" });

        Assert.Equal(
            (200, "2026-11-28T09:00:00.0000000Z"),
            (renewed.Status, renewed.Json["expirationDateTime"]!.GetValue<string>()));
        Assert.Equal(204, reauthorized.Status);
        Assert.Equal((400, 400), (tooFar.Status, late.Status));
        Assert.Equal((404, "ResourceNotFound"), (expired.Status, expired.ErrorCode));
        Assert.Equal(404, (await Post($"{path}/reauthorize")).Status);
    }

    [Fact]
    public async Task A_deleted_one_is_told_nothing()
    {
        var first = await Subscribed();
        var second = await Subscribed();

        Assert.Equal(204, (await Delete($"subscriptions/{Id(first)}")).Status);
        await Created(Masterclass());

        var told = await receiver.Take("/notifications", 1);
        Assert.Equal(Id(second), told.Single()["subscriptionId"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("reauthorizationRequired", 200)]
    [InlineData("missed", 200)]
    [InlineData("subscriptionRemoved", 404)]
    public async Task Lifecycle_events_go_to_their_own_address(string lifecycleEvent, int afterwards)
    {
        var id = Id(await Subscribed());

        var answer = await Control(
            HttpMethod.Post,
            "lifecycle",
            new JsonObject { ["subscriptionId"] = id, ["lifecycleEvent"] = lifecycleEvent });
        var told = (await receiver.Take("/lifecycle", 1)).Single();

        Assert.Equal(200, answer.Status);
        Assert.Equal(
            (lifecycleEvent, id, "secret"),
            (told["lifecycleEvent"]!.GetValue<string>(), told["subscriptionId"]!.GetValue<string>(), told["clientState"]!.GetValue<string>()));
        Assert.Equal(afterwards, (await Get($"subscriptions/{id}")).Status);
    }
}
