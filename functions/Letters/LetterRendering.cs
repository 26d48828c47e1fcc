using Pathway.Functions.Http;

namespace Pathway.Functions.Letters;

internal static class LetterRendering
{
    public static async Task<Letter> RenderAsync(LetterText text, IReadOnlyList<string> recipients) => new(
        recipients, text.Subject, await StaticHtml.RenderAsync<LetterMail>(nameof(LetterMail.Letter), text));
}
