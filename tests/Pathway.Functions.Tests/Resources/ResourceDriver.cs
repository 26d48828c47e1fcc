using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Figures;
using Pathway.Functions.Programme;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Resources;

/// <summary>What a manager's own program does with resources, over HTTP.</summary>
internal static class ResourceDriver
{
    public static readonly byte[] Pdf = Encoding.ASCII.GetBytes(
        "%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n");

    /// <summary>Storage judges the life of an address by the real clock.</summary>
    public static Task<AppUnderTest> StartAsync(params (string Name, string? Value)[] settings) =>
        AppUnderTest.StartAsync(Options(settings));

    public static AppOptions Options(params (string Name, string? Value)[] settings) => new()
    {
        Now = TimeProvider.System.GetUtcNow(),
        // A browser puts its file straight into the container, which must be there and open to it.
        Settings = settings.Append((Name: "Storage__CreateIfMissing", Value: "true"))
            .ToDictionary(setting => setting.Name, setting => setting.Value, StringComparer.Ordinal),
    };

    public static object Definition(
        string title = "Reading an ECG", string fileName = "ecg.pdf", string contentType = "application/pdf") =>
        new { title, kind = "slides", summary = "Leads, waves and intervals", tags = new[] { "cardiology" }, yearGroup = 12, fileName, contentType };

    public static async Task<JsonElement> CreateAsync(
        this AppUnderTest app, object? definition = null, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, "/api/resources")
        { Content = JsonContent.Create(definition ?? Definition()) };
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        using var response = await app.Manager.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public static async Task<HttpResponseMessage> SendContentAsync(
        this AppUnderTest app, string id, byte[] content, int version = 1)
    {
        using var body = new ByteArrayContent(content);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return await app.Manager.PutAsync($"/api/resources/{id}/versions/{version}/content", body);
    }

    /// <summary>Creates, sends and ingests one small file; answers its id.</summary>
    public static async Task<string> PublishAsync(
        this AppUnderTest app, object? definition = null, byte[]? content = null)
    {
        var id = (await app.CreateAsync(definition, JsonSerializer.Serialize(definition ?? Definition()))).Text("id");
        using var sent = await app.SendContentAsync(id, content ?? Pdf);
        if (!sent.IsSuccessStatusCode)
            throw new HttpRequestException(await sent.Content.ReadAsStringAsync());
        await app.DrainAsync();
        return id;
    }

    public static Task<JsonElement> ReadAsync(this AppUnderTest app, string id) =>
        app.Manager.GetFromJsonAsync<JsonElement>($"/api/resources/{id}");

    /// <summary>A college's link to a resource, as a path of this app.</summary>
    public static async Task<string> LinkAsync(this AppUnderTest app, string id, string college, TimeSpan? life = null)
    {
        using var response = await app.Manager.PostAsJsonAsync(
            $"/api/resources/{id}/links",
            new { college, expires = app.Time.GetUtcNow() + (life ?? TimeSpan.FromDays(30)) });
        response.EnsureSuccessStatusCode();
        return new Uri(
            (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("url").GetString()!).PathAndQuery;
    }

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static async Task<HttpStatusCode> StatusAsync(this HttpClient client, string path)
    {
        using var response = await client.GetAsync(path, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    /// <summary>How often a college is counted to have opened a resource, yesterday to tomorrow.</summary>
    public static async Task<long> UsesAsync(this AppUnderTest app, string college, string resource)
    {
        var today = app.Get<LondonClock>().Today;
        var counters = await app.Get<CounterReader>()
            .ReadAsync(CollegeId.Parse(college), today.PlusDays(-1), today.PlusDays(1), TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);
        return counters.Where(
            counter => counter.Kind == ObjectKind.Resource && counter.Object == resource && counter.Verb == FactVerb.Viewed)
            .Sum(counter => (long)counter.Events);
    }
}
