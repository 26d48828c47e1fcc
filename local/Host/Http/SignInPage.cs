using System.Globalization;
using System.Net;
using System.Text;

namespace Pathway.LocalHost.Http;

/// <summary>The page that asks who one wants to be.</summary>
internal static class SignInPage
{
    private const string Begin = """
        <!DOCTYPE html>
        <html lang="en-GB">
        <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Local sign-in</title>
        <style>
        :root { color-scheme: light dark; }
        body { font: 1rem/1.5 system-ui, sans-serif; max-width: 36rem; margin: 2rem auto; padding: 0 1rem; }
        button, input { font: inherit; padding: .5rem .8rem; margin: .2rem 0; }
        </style>
        </head>
        <body>
        <main>
        <h1>Who do you want to be?</h1>
        <p>In Azure, Microsoft's sign-in stands here.</p>

        """;

    private const string End = """
        <form method="post">
        <p><label>A coordinator with this mail address<br /><input type="email" name="coordinator" required /></label>
        <button>Sign in</button></p>
        </form>
        </main>
        </body>
        </html>

        """;

    public static string Render(IReadOnlyList<LocalPerson> people)
    {
        var page = new StringBuilder(Begin);
        for (var i = 0; i < people.Count; i++)
            page.AppendLine(
                CultureInfo.InvariantCulture,
                $"""<form method="post"><button name="person" value="{i}">{WebUtility.HtmlEncode(people[i].Name)}</button></form>""");
        return page.Append(End).ToString();
    }
}
