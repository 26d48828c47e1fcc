using System.Net;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Http;

/// <summary>What holds for every HTTP function there is, those added tomorrow included.</summary>
public sealed class EveryFunctionTests
{
    // Half a minute: twice what the app promises, for a machine that does much else.
    private static readonly TimeSpan WhatCallersBear = TimeSpan.FromSeconds(30);

    // They answer from what they know: a constant, and notifications of nothing.
    private static readonly HashSet<string> NeedNoStorage = new(
        [
            "AboutXapi", "ExplainCaliper", "ExplainStatements", "ExplainWebhook", "ExplainXapi", "GraphNotifications",
            "GraphLifecycle",
            "ReadKeys", "ReadOpenApi", "ServeGuide", "ServeAsset", "ShowSignedOut", "NewCollegeForm", "ImportForm",
        ],
        StringComparer.Ordinal);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Outages => ["hangs", "refuses", "is busy", "lets nobody in"];

    [Theory]
    [MemberData(nameof(Outages))]
    public async Task Answers_503_and_when_to_come_again_if_storage(string does)
    {
        await using var app = await AppUnderTest.StartAsync();
        var calls = await FunctionCalls.PrepareAsync(app);
        Break(app, does);

        var answers = await Task.WhenAll(
            FunctionCalls.All.Keys.Select(async name => (Name: name, Answer: await calls.SendAsync(name, Cancellation))))
            .WaitAsync(WhatCallersBear, Cancellation);

        foreach (var (name, answer) in answers)
        {
            var isThere = NeedNoStorage.Contains(name);
            Assert.True(
                isThere ? answer.IsSuccessStatusCode : answer.StatusCode == HttpStatusCode.ServiceUnavailable,
                $"{name} answered {answer.StatusCode}");
            Assert.True(isThere || answer.Headers.RetryAfter is not null, $"{name} does not say when to come again");
        }

        Assert.DoesNotContain(
            app.Log.Lines,
            line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains("   at ", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Outages))]
    public async Task A_browser_gets_a_page_if_storage(string does)
    {
        await using var app = await AppUnderTest.StartAsync();
        var calls = await FunctionCalls.PrepareAsync(app);
        Break(app, does);

        using var request = calls.Request("OpenResource");
        request.Headers.Accept.ParseAdd("text/html,application/xhtml+xml;q=0.9,*/*;q=0.8");
        using var answer = await app.Client.SendAsync(request, Cancellation).WaitAsync(WhatCallersBear, Cancellation);

        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "text/html"),
            (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Contains("<h1>", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_safe_to_show_in_a_browser()
    {
        await using var app = await AppUnderTest.StartAsync();
        var calls = await FunctionCalls.PrepareAsync(app);
        foreach (var name in FunctionCalls.All.Keys)
        {
            using var answer = await calls.SendAsync(name, Cancellation);

            Assert.True((int)answer.StatusCode < 500, $"{name} answered {answer.StatusCode}");
            Assert.Equal(
                ("nosniff", "DENY", "no-referrer"),
                (Header(answer, "X-Content-Type-Options"), Header(answer, "X-Frame-Options"), Header(answer, "Referrer-Policy")));
            Assert.Contains("default-src 'none'", Header(answer, "Content-Security-Policy"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Says_so_to_who_is_not_signed_in_too()
    {
        await using var app = await AppUnderTest.StartAsync();

        using var answer = await app.Client.GetAsync("/api/colleges", Cancellation);

        Assert.Equal(
            (HttpStatusCode.Unauthorized, "nosniff"), (answer.StatusCode, Header(answer, "X-Content-Type-Options")));
    }

    private static void Break(AppUnderTest app, string how)
    {
        switch (how)
        {
            case "hangs":
                app.Outgoing.Hang();
                break;
            case "refuses":
                app.Outgoing.Refuse();
                break;
            default:
                app.Outgoing.Answer(how == "is busy" ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.Forbidden);
                break;
        }
    }

    private static string Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : "";
}
