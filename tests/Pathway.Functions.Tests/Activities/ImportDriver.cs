using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Activities;

/// <summary>Imports as the manager's spreadsheet program does, and reads the answers.</summary>
internal static class ImportDriver
{
    public static async Task<string[]> FaultsAsync(HttpResponseMessage response) =>
        [.. (await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("errors").EnumerateArray()
            .Select(
                fault => $"{fault.GetProperty("line")} {(fault.TryGetProperty("column", out var column) ? column.GetString() : "")} {fault.GetProperty("path").GetString()}")
            .Order(StringComparer.Ordinal)];

    public static string[] Ids(JsonElement view, string kind) =>
        [.. view.GetProperty(kind).EnumerateArray().Select(id => id.GetString()!)];

    public static async Task<JsonElement> ImportAsync(AppUnderTest app, string text, string type, string query = "")
    {
        using var response = await SendAsync(app, text, type, query);
        Assert.True(
            response.IsSuccessStatusCode,
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    public static async Task<HttpResponseMessage> SendAsync(AppUnderTest app, byte[] file, string type)
    {
        using var content = new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        return await app.Manager.PostAsync("/api/activities/import", content, TestContext.Current.CancellationToken);
    }

    public static async Task<HttpResponseMessage> SendAsync(AppUnderTest app, string text, string type, string query)
    {
        using var content = new StringContent(text, new MediaTypeHeaderValue(type));
        return await app.Manager.PostAsync(
            $"/api/activities/import{query}", content, TestContext.Current.CancellationToken);
    }
}
