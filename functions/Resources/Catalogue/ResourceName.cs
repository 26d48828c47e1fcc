using System.Text;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Resources.Catalogue;

/// <summary>
/// Makes a resource's id from its title: it stands in links and mails, so it should be one that a person can read.
/// </summary>
public static class ResourceName
{
    private const int MaxSlug = 50;

    /// <summary>
    /// The ids to try, best first: the title alone, then with ever more of the random word that names the first
    /// upload.
    /// </summary>
    public static IEnumerable<ResourceId> Candidates(string title, string upload)
    {
        var slug = SlugOf(title);
        yield return ResourceId.Parse(slug);
        yield return ResourceId.Parse($"{slug}-{upload[..5]}");
        yield return ResourceId.Parse($"{slug}-{upload[..12]}");
    }

    private static string SlugOf(string title)
    {
        var slug = new StringBuilder();
        foreach (var letter in title.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter))
                slug.Append(letter);
            else if (slug.Length > 0 && slug[^1] != '-' && letter is not ('\'' or '’'))
                slug.Append('-');
        }

        if (slug.Length > MaxSlug)
            slug.Length = slug.ToString(0, MaxSlug + 1).LastIndexOf('-') is > 0 and var word ? word : MaxSlug;
        var text = slug.ToString().Trim('-');

        // Routes beside /api/resources/{id} and /resources/{id} own these words.
        return text is "" or "check" or "new" ? $"resource{(text.Length > 0 ? "-" : "")}{text}" : text;
    }
}
