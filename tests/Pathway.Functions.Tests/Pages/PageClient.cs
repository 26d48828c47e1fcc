using System.Net;
using System.Text.RegularExpressions;

namespace Pathway.Functions.Tests.Pages;

/// <summary>A browser without a screen: it opens a page and sends its first form with its token.</summary>
internal static partial class PageClient
{
    public static async Task<(HttpStatusCode Status, string Html)> OpenAsync(HttpClient client, string address)
    {
        using var response = await client.GetAsync(address, TestContext.Current.CancellationToken);
        return (response.StatusCode, await TextAsync(response));
    }

    public static async Task<string> TokenAsync(HttpClient client, string address)
    {
        var (_, html) = await OpenAsync(client, address);
        return Token().Match(html).Groups[1].Value;
    }

    public static async Task<(HttpStatusCode Status, string Html, string? Location)> SendAsync(
        HttpClient client, string address, string token, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(
            fields.Append(("formToken", token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        using var response = await client.PostAsync(address, form, TestContext.Current.CancellationToken);
        return (response.StatusCode, await TextAsync(response), response.Headers.Location?.ToString());
    }

    /// <summary>As a person reads it.</summary>
    private static async Task<string> TextAsync(HttpResponseMessage response) =>
        WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

    [GeneratedRegex("name=\"formToken\" value=\"([^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Token();
}
