namespace Pathway.Functions.Http;

/// <summary>
/// The look that the pages and every document that stands alone have in common. Colours have a contrast of at least
/// 4.5 to 1 on the ground they are used on, light and dark; on paper they are the light ones.
/// </summary>
public static class DocumentStyle
{
    public const string Colours = """
        :root {
          color-scheme: light dark;
          --page: #edf3f2; --sheet: #fff; --head: #0b4f52; --ink: #12343b; --soft: #4f6468; --rule: #cfdcda; --field: #5f7478;
          --link: #0b6b66; --action: #0f766e; --on-action: #fff; --tint: #e3f1ef; --rail: #d3dfdd;
          --yes: #0f766e; --maybe: #b9770e; --no: #a8431f; --warn: #fff4d6; --on-warn: #5c3d00; --warn-edge: #b45309;
          --bad: #b42318; --good: #e3f1ef; --focus: #ffdd00; --on-focus: #0b0c0c;
        }
        @media screen and (prefers-color-scheme: dark) {
          :root {
            --page: #0d1718; --sheet: #152426; --head: #0a3f42; --ink: #eaf3f2; --soft: #a9bfbf; --rule: #2c4245; --field: #7d9496;
            --link: #6fd6cb; --action: #2ba99d; --on-action: #04191a; --tint: #1d3a3c; --rail: #37555a;
            --yes: #2ba99d; --maybe: #e0a030; --no: #ff8a65; --warn: #3d2f10; --on-warn: #ffe2a8; --warn-edge: #e0a030;
            --bad: #ff9d8a; --good: #1d3a3c;
          }
        }

        """;

    /// <summary>On a phone a row's cells stand below each other: nothing scrolls sideways.</summary>
    public const string StackedTables = """
        @media screen and (max-width: 40rem) {
          thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
          table, tbody, tr, th, td { display: block; width: auto; overflow-wrap: anywhere; }
          tbody th, td:not(:last-child) { border: 0; padding-bottom: 0; }
        }

        """;

    /// <summary>Of a document that carries its style in itself.</summary>
    public const string Sheet = Colours + """
        *, ::before, ::after { box-sizing: border-box; }
        body {
          margin: 0; background: var(--page); color: var(--ink);
          font: 1rem/1.5 'Segoe UI', Arial, Helvetica, sans-serif; overflow-wrap: anywhere;
        }
        h1 { font-size: 1.75rem; line-height: 1.2; }
        h2 { font-size: 1.25rem; line-height: 1.3; }
        a { color: var(--link); }
        table { border-collapse: collapse; width: 100%; overflow-wrap: normal; }
        th, td { text-align: left; vertical-align: top; border-bottom: 1px solid var(--rule); }
        .number { text-align: right; font-variant-numeric: tabular-nums; }
        @media print {
          body { background: none; }
          h2, h3 { break-after: avoid; }
          tr { break-inside: avoid; }
          thead { display: table-header-group; }
        }

        """;
}
