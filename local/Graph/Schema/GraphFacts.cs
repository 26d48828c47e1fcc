namespace Pathway.GraphSimulator.Schema;

/// <summary>
/// The members of the v1.0 types that the simulator serves, and the values of their enumerations: <c>#type</c> is
/// followed by its members, <c>%enumeration</c> by its values, brackets are a collection, a star is a navigation
/// property. A test holds them against Microsoft's own client.
/// </summary>
internal static class GraphFacts
{
    public const string Calendars = """
        #event
          id:string categories:[string] changeKey:string createdDateTime:instant lastModifiedDateTime:instant allowNewTimeProposals:bool
          attendees:[attendee] body:itemBody bodyPreview:string cancelledOccurrences:[string] end:dateTimeTimeZone hasAttachments:bool
          hideAttendees:bool iCalUId:string importance:importance isAllDay:bool isCancelled:bool isDraft:bool isOnlineMeeting:bool
          isOrganizer:bool isReminderOn:bool location:location locations:[location] onlineMeeting:onlineMeetingInfo
          onlineMeetingProvider:onlineMeetingProviderType onlineMeetingUrl:string organizer:recipient originalEndTimeZone:string
          originalStart:instant originalStartTimeZone:string recurrence:patternedRecurrence reminderMinutesBeforeStart:int
          responseRequested:bool responseStatus:responseStatus sensitivity:sensitivity seriesMasterId:string showAs:freeBusyStatus
          start:dateTimeTimeZone subject:string transactionId:string type:eventType webLink:string
          attachments:*[any] calendar:*any exceptionOccurrences:*[any] extensions:*[any] instances:*[any]
          multiValueExtendedProperties:*[any] singleValueExtendedProperties:*[singleValueLegacyExtendedProperty]
        #attendee emailAddress:emailAddress type:attendeeType status:responseStatus proposedNewTime:timeSlot
        #timeSlot start:dateTimeTimeZone end:dateTimeTimeZone
        #responseStatus response:responseType time:instant
        #dateTimeTimeZone dateTime:string timeZone:string
        #location
          address:physicalAddress coordinates:outlookGeoCoordinates displayName:string locationEmailAddress:string
          locationType:locationType locationUri:string uniqueId:string uniqueIdType:locationUniqueIdType
        #physicalAddress city:string countryOrRegion:string postalCode:string state:string street:string
        #outlookGeoCoordinates accuracy:double altitude:double altitudeAccuracy:double latitude:double longitude:double
        #onlineMeetingInfo conferenceId:string joinUrl:string phones:[any] quickDial:string tollFreeNumbers:[string] tollNumber:string
        #patternedRecurrence pattern:recurrencePattern range:recurrenceRange
        #recurrencePattern
          dayOfMonth:int daysOfWeek:[dayOfWeek] firstDayOfWeek:dayOfWeek index:weekIndex interval:int month:int type:recurrencePatternType
        #recurrenceRange
          endDate:date numberOfOccurrences:int recurrenceTimeZone:string startDate:date type:recurrenceRangeType
        #singleValueLegacyExtendedProperty id:string value:string
        #calendar
          id:string allowedOnlineMeetingProviders:[onlineMeetingProviderType] canEdit:bool canShare:bool canViewPrivateItems:bool
          changeKey:string color:calendarColor defaultOnlineMeetingProvider:onlineMeetingProviderType hexColor:string
          isDefaultCalendar:bool isRemovable:bool isSharedWithMe:bool isTallyingResponses:bool name:string owner:emailAddress
          calendarPermissions:*[any] calendarView:*[any] events:*[any]
          multiValueExtendedProperties:*[any] singleValueExtendedProperties:*[any]
        #cancel comment:string
        #move destinationId:string
        %attendeeType required optional resource
        %responseType none organizer tentativelyAccepted accepted declined notResponded
        %freeBusyStatus unknown free tentative busy oof workingElsewhere
        %eventType singleInstance occurrence exception seriesMaster
        %sensitivity normal personal private confidential
        %importance low normal high
        %onlineMeetingProviderType unknown skypeForBusiness skypeForConsumer teamsForBusiness
        %locationType
          default conferenceRoom homeAddress businessAddress geoCoordinates streetAddress hotel restaurant localBusiness postalAddress
        %locationUniqueIdType unknown locationStore directory private bing
        %dayOfWeek sunday monday tuesday wednesday thursday friday saturday
        %weekIndex first second third fourth last
        %recurrencePatternType daily weekly absoluteMonthly relativeMonthly absoluteYearly relativeYearly
        %recurrenceRangeType endDate noEnd numbered
        %calendarColor
          auto lightBlue lightGreen lightOrange lightGray lightYellow lightTeal lightPink lightBrown lightRed maxColor
        """;

    public const string Mail = """
        #message
          id:string categories:[string] changeKey:string createdDateTime:instant lastModifiedDateTime:instant bccRecipients:[recipient]
          body:itemBody bodyPreview:string ccRecipients:[recipient] conversationId:string conversationIndex:string flag:followupFlag
          from:recipient hasAttachments:bool importance:importance inferenceClassification:inferenceClassificationType
          internetMessageHeaders:[internetMessageHeader] internetMessageId:string isDeliveryReceiptRequested:bool isDraft:bool isRead:bool
          isReadReceiptRequested:bool parentFolderId:string receivedDateTime:instant replyTo:[recipient] sender:recipient
          sentDateTime:instant subject:string toRecipients:[recipient] uniqueBody:itemBody webLink:string
          attachments:*[any] extensions:*[any] multiValueExtendedProperties:*[any]
          singleValueExtendedProperties:*[singleValueLegacyExtendedProperty]
        #recipient emailAddress:emailAddress
        #emailAddress address:string name:string
        #itemBody content:string contentType:bodyType
        #internetMessageHeader name:string value:string
        #followupFlag
          completedDateTime:dateTimeTimeZone dueDateTime:dateTimeTimeZone flagStatus:followupFlagStatus startDateTime:dateTimeTimeZone
        #sendMail message:message saveToSentItems:bool
        %bodyType text html
        %inferenceClassificationType focused other
        %followupFlagStatus notFlagged complete flagged
        """;

    public const string Meetings = """
        #onlineMeeting
          id:string allowAttendeeToEnableCamera:bool allowAttendeeToEnableMic:bool allowBreakoutRooms:bool
          allowCopyingAndSharingMeetingContent:bool
          allowedLobbyAdmitters:allowedLobbyAdmitterRoles allowedPresenters:onlineMeetingPresenters allowLiveShare:meetingLiveShareOptions
          allowMeetingChat:meetingChatMode allowParticipantsToChangeName:bool allowPowerPointSharing:bool allowRecording:bool
          allowTeamworkReactions:bool allowTranscription:bool allowWhiteboard:bool attendeeReport:any audioConferencing:any
          broadcastSettings:any cloudVideoInteropInfo:any meetingType:any chatInfo:any chatRestrictions:any
          creationDateTime:instant endDateTime:instant
          expiryDateTime:instant externalId:string isBroadcast:bool isEndToEndEncryptionEnabled:bool isEntryExitAnnounced:bool
          joinInformation:itemBody joinMeetingIdSettings:any joinWebUrl:string lobbyBypassSettings:lobbyBypassSettings
          meetingOptionsWebUrl:string meetingSpokenLanguageTag:string meetingTemplateId:string participants:meetingParticipants
          recordAutomatically:bool sensitivityLabelAssignment:any
          shareMeetingChatHistoryDefault:meetingChatHistoryDefaultMode startDateTime:instant
          subject:string videoTeleconferenceId:string watermarkProtection:any
          attendanceReports:*[any] recordings:*[any] transcripts:*[any]
        #lobbyBypassSettings isDialInBypassEnabled:bool scope:lobbyBypassScope
        #meetingParticipants attendees:[meetingParticipantInfo] organizer:meetingParticipantInfo
        #meetingParticipantInfo identity:any role:onlineMeetingRole upn:string
        #meetingAttendanceReport
          id:string externalEventInformation:[any] meetingEndDateTime:instant meetingStartDateTime:instant totalParticipantCount:int
          attendanceRecords:*[any]
        #attendanceRecord
          id:string attendanceIntervals:[any] emailAddress:string engagements:any
          externalRegistrationInformation:any identity:any registrationId:string
          role:string totalAttendanceInSeconds:int
        %onlineMeetingPresenters everyone organization roleIsPresenter organizer
        %allowedLobbyAdmitterRoles organizerAndCoOrganizersAndPresenters organizerAndCoOrganizers
        %meetingLiveShareOptions enabled disabled
        %meetingChatMode enabled disabled limited
        %meetingChatHistoryDefaultMode none all
        %lobbyBypassScope
          organizer organization organizationAndFederated everyone invited organizationExcludingGuests
        %onlineMeetingRole attendee presenter producer coorganizer
        """;

    public const string Subscriptions = """
        #subscription
          id:string applicationId:string changeType:string clientState:string creatorId:string encryptionCertificate:string
          encryptionCertificateId:string expirationDateTime:instant includeResourceData:bool latestSupportedTlsVersion:string
          lifecycleNotificationUrl:string notificationQueryOptions:string notificationUrl:string notificationUrlAppId:string resource:string
          vapidPublicKey:string webPushEncryptionP256dhPublicKey:string webPushEncryptionSecret:string
        """;
}
