using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Preview;
using Pathway.Functions.Pages.House;

namespace Pathway.Functions.Pages.Activities;

/// <summary>The last step before an activity is saved.</summary>
/// <param name="Activity">Null for a new one.</param>
/// <param name="Form">To be sent once more.</param>
public sealed record CheckModel(Activity? Activity, string Title, FormFields Form, PreviewView Preview)
{
    public string Action => Activity is null ? "/activities/new" : $"/activities/{Activity.Id}/edit";

    public string Button => Preview.Mails.Total == 0 ? "Save" : $"Save and send {Mails(Preview.Mails.Total)}";

    public static string Mails(int count) => count == 1 ? "1 mail" : $"{count} mails";
}
