using Pathway.Functions.Digests.Content;
using Pathway.Functions.Http;

namespace Pathway.Functions.Digests.Mail;

/// <summary>Turns a digest into a mail: HTML by Razor components, and the same in plain text.</summary>
public static class DigestRendering
{
    public static async Task<DigestMail> RenderAsync(CollegeDigest digest) =>
        new(
            DigestWords.Subject(digest),
            await StaticHtml.RenderAsync<CollegeDigestMail>(nameof(CollegeDigestMail.Digest), digest),
            DigestText.For(digest));

    public static async Task<DigestMail> RenderAsync(ProgrammeDigest digest) =>
        new(
            DigestWords.Subject(digest),
            await StaticHtml.RenderAsync<ProgrammeDigestMail>(nameof(ProgrammeDigestMail.Digest), digest),
            DigestText.For(digest));
}
