using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Pathway.Functions.Digests;

/// <summary>Turns a digest into a mail: HTML by Razor components, and the same in plain text.</summary>
public sealed class DigestRendering(HtmlRenderer renderer)
{
    public async Task<DigestMail> RenderAsync(CollegeDigest digest) =>
        new(DigestWords.Subject(digest), await HtmlAsync<CollegeDigestMail>(nameof(CollegeDigestMail.Digest), digest), DigestText.Of(digest));

    public async Task<DigestMail> RenderAsync(ProgrammeDigest digest) =>
        new(DigestWords.Subject(digest), await HtmlAsync<ProgrammeDigestMail>(nameof(ProgrammeDigestMail.Digest), digest), DigestText.Of(digest));

    private Task<string> HtmlAsync<TComponent>(string name, object digest)
        where TComponent : IComponent =>
        renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal) { [name] = digest });
            return "<!DOCTYPE html>\n" + (await renderer.RenderComponentAsync<TComponent>(parameters)).ToHtmlString();
        });
}
