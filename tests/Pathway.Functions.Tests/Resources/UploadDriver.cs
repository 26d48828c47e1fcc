using System.Net.Http.Headers;
using System.Text.Json;

namespace Pathway.Functions.Tests.Resources;

/// <summary>What a program without a storage client does with an upload address.</summary>
internal static class UploadDriver
{
    /// <summary>One PUT with the headers that came with the address, and no other.</summary>
    public static async Task<HttpResponseMessage> PutAsync(JsonElement created, byte[] content)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(
            HttpMethod.Put, created.Text("uploadUrl"))
        { Content = new ByteArrayContent(content) };
        foreach (var header in created.GetProperty("uploadHeaders").EnumerateObject())
        {
            if (header.NameEquals("content-type"))
                request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(header.Value.GetString()!);
            else
                request.Headers.Add(header.Name, header.Value.GetString());
        }

        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
