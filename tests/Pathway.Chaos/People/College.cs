using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pathway.Benchmarks;

namespace Pathway.Chaos.People;

/// <summary>
/// A college's systems: a script that signs CloudEvents, and a learning platform that speaks xAPI. Each sends again what was
/// not taken.
/// </summary>
internal sealed class College
{
    private const int Learners = 120;

    private readonly WebhookLoad signing;
    private readonly string platformPassword;
    private readonly string mark;
    private readonly Patience patience;
    private readonly ConcurrentQueue<Func<HttpRequestMessage>> made = new();
    private int sent;
    private long accepted;
    private int deliveries;

    private College(string id, JsonElement joined, string mark, Patience patience)
    {
        (Id, this.mark, this.patience) = (id, mark, patience);
        signing = new WebhookLoad(id, joined.GetProperty("webhookSecret").GetString()!);
        platformPassword = joined.GetProperty("xapiPassword").GetString()!;
    }

    public string Id { get; }

    /// <summary>Events that were answered with a success.</summary>
    public long Accepted => Interlocked.Read(ref accepted);

    public WebhookLoad Signing => signing;

    /// <summary>What the learning platform proves itself with.</summary>
    public AuthenticationHeaderValue Proof => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Id}:{platformPassword}")));

    public static async Task<College> JoinAsync(string id, string mark, Patience patience, CancellationToken cancellationToken)
    {
        var joined = await patience.InsistAsync(
            () => new HttpRequestMessage(HttpMethod.Put, $"api/colleges/{id}") { Content = JsonContent.Create(Definition(id)) }, cancellationToken);
        return new College(id, joined, mark, patience);
    }

    /// <summary>Sends so many new events in one delivery, as often as it takes.</summary>
    public async Task ReportAsync(int events, CancellationToken cancellationToken)
    {
        var first = Interlocked.Add(ref sent, events) - events;
        var numbers = Enumerable.Range(first, events);
        var isPlatform = Interlocked.Increment(ref deliveries) % 4 == 0;
        Func<HttpRequestMessage> make = () => isPlatform
            ? Statements(JsonSerializer.SerializeToUtf8Bytes(numbers.Select(Statement)))
            : signing.Request(first, JsonSerializer.SerializeToUtf8Bytes(numbers.Select(Event)));
        await patience.InsistAsync(make, cancellationToken);
        made.Enqueue(make);
        Interlocked.Add(ref accepted, events);
    }

    /// <summary>Every event ever sent, once more: what a college does that is not sure.</summary>
    public async Task ReportAllAgainAsync(CancellationToken cancellationToken)
    {
        foreach (var make in made)
            await patience.InsistAsync(make, cancellationToken);
    }

    private static object Definition(string id) => new
    {
        name = id.ToUpperInvariant(),
        contacts = new[] { $"head@{id}.example.org" },
        audience = new[] { $"year-12@{id}.example.org", $"year-13@{id}.example.org" },
        emailDomains = new[] { $"{id}.example.org" },
    };

    private HttpRequestMessage Statements(byte[] body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/xapi/{Id}/statements") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Authorization = Proof;
        request.Headers.Add("X-Experience-API-Version", "1.0.3");
        return request;
    }

    private string Learner(int number) => $"learner-{number % Learners}.{mark}@{Id}.example.org";

    private object Event(int number) => new
    {
        specversion = "1.0",
        id = $"{Id}-{number}",
        source = $"https://mis.{Id}.example.org/events",
        type = "pathway.resource.viewed",
        time = Time(number),
        data = new { resource = $"https://moodle.example.org/mod/page/view.php?id={number % 12}", learner = Learner(number), minutes = number % 60 },
    };

    private object Statement(int number) => new
    {
        id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{Id}-{number}")).AsSpan(0, 16)).ToString("D", CultureInfo.InvariantCulture),
        actor = new { objectType = "Agent", mbox = $"mailto:{Learner(number)}" },
        verb = new { id = "http://adlnet.gov/expapi/verbs/completed" },
        @object = new { objectType = "Activity", id = $"https://moodle.example.org/mod/page/view.php?id={number % 12}" },
        timestamp = Time(number),
    };

    // Of the last weeks, so that each week's digest has something to tell; and the same whenever it is sent again.
    private static string Time(int number) => Began.AddDays(-7 * (number % (Everybody.WeeksBack + 1))).AddSeconds(-number % 60).ToString(
        "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static readonly DateTimeOffset Began = TimeProvider.System.GetUtcNow();
}
