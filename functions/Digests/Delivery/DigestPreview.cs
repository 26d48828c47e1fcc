using Microsoft.AspNetCore.Http;
using Pathway.Functions.Digests.Content;
using Pathway.Functions.Digests.Mail;
using Pathway.Functions.Http;

namespace Pathway.Functions.Digests.Delivery;

/// <summary>
/// Shows a digest without sending it: as it would be now, or with <c>?sent=true</c> as it was sent;
/// <c>?format=text</c> in plain text.
/// </summary>
public sealed class DigestPreview(DigestComposer composer, DigestArchive archive)
{
    /// <summary>The mail to show, or null when there is no such college.</summary>
    public async Task<IResult?> AnswerAsync(SlotKey slot, HttpRequest request, CancellationToken cancellationToken)
    {
        if (string.Equals(request.Query["sent"], "true", StringComparison.OrdinalIgnoreCase))
            return await archive.FindAsync(slot, cancellationToken) is { } kept
                ? Results.Content(kept, Html)
                : Problem.NotFound("This digest was not sent yet.");
        if (await RenderAsync(slot, cancellationToken) is not { } mail)
            return null;
        return request.Query["format"].ToString() switch
        {
            "" or "html" => Results.Content(mail.Html, Html),
            "text" => Results.Content(mail.Text, "text/plain; charset=utf-8"),
            _ => Problem.Invalid("/format", "is html or text."),
        };
    }

    private const string Html = "text/html; charset=utf-8";

    private async Task<DigestMail?> RenderAsync(SlotKey slot, CancellationToken cancellationToken)
    {
        var material = await composer.GatherAsync(slot.Week, cancellationToken);
        if (slot.College is null)
            return await DigestRendering.RenderAsync(
                await composer.ComposeAsync(material, slot, new Dictionary<Programme.CollegeId, CollegeWeek>(), null, cancellationToken));
        return material.Colleges.TryGetValue(slot.College.Value, out var college) && college.LeftAt is null
            ? await DigestRendering.RenderAsync(
                await composer.ComposeAsync(material, slot, college, null, cancellationToken))
            : null;
    }
}
