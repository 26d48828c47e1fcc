using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Pathway.Functions.Webhooks.Intake;

/// <summary>202 <c>{"delivery","accepted","dropped":{field:count}}</c>.</summary>
internal sealed class AcceptedDelivery(
    string delivery, int accepted, IReadOnlyDictionary<string, int> dropped) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = StatusCodes.Status202Accepted;
        response.ContentType = "application/json; charset=utf-8";
        using (var writer = new Utf8JsonWriter(response.BodyWriter))
            Write(writer);
        await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }

    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("delivery"u8, delivery);
        writer.WriteNumber("accepted"u8, accepted);
        writer.WriteStartObject("dropped"u8);
        foreach (var (name, count) in dropped)
            writer.WriteNumber(name, count);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
