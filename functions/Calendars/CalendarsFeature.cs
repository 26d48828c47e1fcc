using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Pathway.Functions.Calendars.Events;
using Pathway.Functions.Calendars.Feed;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Calendars.Meetings;
using Pathway.Functions.Calendars.Preview;
using Pathway.Functions.Calendars.Pull;
using Pathway.Functions.Calendars.Push;
using Pathway.Functions.Calendars.Series;

namespace Pathway.Functions.Calendars;

public static class CalendarsFeature
{
    public static IServiceCollection AddCalendars(this IServiceCollection services)
    {
        services.AddOptions<CalendarsOptions>().BindConfiguration(CalendarsOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<CalendarsOptions>, CalendarsOptionsValidator>();
        services.AddOptions<MeetingsOptions>().BindConfiguration(MeetingsOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MeetingsOptions>, MeetingsOptionsValidator>();
        services.AddHealthChecks()
            .AddCheck<CalendarHealth>(
                "calendar",
                tags:
                [
                    "Confirm or restore what was deleted at once; "
                        + "else see to the app's consent in Graph and to the timer PullCalendarOnTimer.",
                ])
            .AddCheck<SubscriptionHealth>(
                "subscription",
                tags:
                [
                    "Nothing is lost without it. "
                        + "Graph must reach /api/graph/notifications without sign-in; RenewSubscriptions tries again.",
                ])
            .AddCheck<MeetingHealth>(
                "meetings",
                tags: ["An administrator runs the command that stands in the detail; the app tries again within the hour."]);
        return services
            .AddSingleton<AddressHash>()
            .AddSingleton<GuestListReader>()
            .AddSingleton<MeetingTable>()
            .AddSingleton<MeetingRooms>()
            .AddSingleton<MeetingGuard>()
            .AddSingleton<FailureRuns>()
            .AddSingleton<InvitationTable>()
            .AddSingleton<InvitationPlanner>()
            .AddSingleton<ReturnedAddresses>()
            .AddSingleton<ProgrammeCalendar>()
            .AddSingleton<SeriesCalendar>()
            .AddSingleton<SeriesShaping>()
            .AddSingleton<RefusedAddresses>()
            .AddSingleton<InvitationCommands>()
            .AddSingleton<InvitationReconciler>()
            .AddSingleton<InvitationSync>()
            .AddSingleton<CollegeFanOut>()
            .AddSingleton<CalendarSweep>()
            .AddSingleton<InvitationsReader>()
            .AddSingleton<ActivityPreview>()
            .AddSingleton<CollegeChangePreview>()
            .AddSingleton<PullStateStore>()
            .AddSingleton<CalendarPullQueue>()
            .AddSingleton<SetAsideEvents>()
            .AddSingleton<OutlookVerdicts>()
            .AddSingleton<OutlookChanges>()
            .AddSingleton<ReturnedMail>()
            .AddSingleton<AbsentEvents>()
            .AddSingleton<FollowedSeries>()
            .AddSingleton<AnswersByDate>()
            .AddSingleton<DeletedEvents>()
            .AddSingleton<EventRecovery>()
            .AddSingleton<DeletionGuard>()
            .AddSingleton<Adoption>()
            .AddSingleton<FollowedMailboxes>()
            .AddSingleton<CalendarPull>()
            .AddSingleton<Reconciliation>()
            .AddSingleton<ClientState>()
            .AddSingleton<SubscriptionStore>()
            .AddSingleton<CalendarSubscription>()
            .AddSingleton<LeavingMailbox>()
            .AddSingleton<GraphNotifications>()
            .AddSingleton<CollegeFeedReader>();
    }
}
