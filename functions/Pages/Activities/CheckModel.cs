using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Preview;
using Pathway.Functions.Pages.House;

namespace Pathway.Functions.Pages.Activities;

/// <summary>The last step before an activity is saved or cancelled.</summary>
/// <param name="Activity">Null for a new one.</param>
/// <param name="Form">To be sent once more; null when it is cancelled.</param>
public sealed record CheckModel(Activity? Activity, string Title, FormFields? Form, PreviewView Preview)
{
    public string Action =>
        Activity is null ? "/activities/new" : $"/activities/{Activity.Id}/{(Form is null ? "cancel" : "edit")}";

    public string Button => (Form is null, Preview.Mails.Total) switch
    {
        (true, 0) => "Cancel it",
        (true, var mails) => $"Cancel it and send {Mails(mails)}",
        (false, 0) => "Save",
        (false, var mails) => $"Save and send {Mails(mails)}",
    };

    public static string Mails(int count) => count == 1 ? "1 mail" : $"{count} mails";
}
