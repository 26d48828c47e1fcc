using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Pathway.Functions.Digests;

/// <summary>
/// Turns a digest into a mail: HTML by Razor components, and the same in plain text. Each mail has a renderer of its own, in a
/// scope of its own: a renderer keeps every component it ever rendered.
/// </summary>
public sealed class DigestRendering(IServiceScopeFactory scopes, ILoggerFactory loggers)
{
    public async Task<DigestMail> RenderAsync(CollegeDigest digest) =>
        new(DigestWords.Subject(digest), await HtmlAsync<CollegeDigestMail>(nameof(CollegeDigestMail.Digest), digest), DigestText.Of(digest));

    public async Task<DigestMail> RenderAsync(ProgrammeDigest digest) =>
        new(DigestWords.Subject(digest), await HtmlAsync<ProgrammeDigestMail>(nameof(ProgrammeDigestMail.Digest), digest), DigestText.Of(digest));

    private async Task<string> HtmlAsync<TComponent>(string name, object digest)
        where TComponent : IComponent
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal) { [name] = digest });
            return "<!DOCTYPE html>\n" + (await renderer.RenderComponentAsync<TComponent>(parameters)).ToHtmlString();
        });
    }
}
