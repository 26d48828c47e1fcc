using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Pages;

/// <summary>A masterclass two weeks ahead of the test's clock, with what a test changes of it.</summary>
internal static class Plans
{
    public static JsonObject Body(object? changes = null)
    {
        var body = new JsonObject
        {
            ["kind"] = "masterclass",
            ["title"] = "How an AI reads an X-ray",
            ["description"] = "An expert shows how it is done.",
            ["employer"] = "Northbank Imaging",
            ["start"] = "2026-12-09T14:00:00",
            ["end"] = "2026-12-09T15:00:00",
            ["timeZone"] = "Europe/London",
            ["online"] = true,
            ["audience"] = "all",
        };
        foreach (var (name, value) in JsonSerializer.SerializeToNode(changes ?? new { })!.AsObject().ToList())
            body[name] = value?.DeepClone();
        return body;
    }

    public static async Task PutAsync(AppUnderTest app, string id, object? changes = null)
    {
        using var response = await app.Manager.PutAsJsonAsync(
            $"/api/activities/{id}", Body(changes), TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }
}
