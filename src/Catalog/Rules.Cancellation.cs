namespace Unravel.Catalog;

internal static partial class Rules
{
    private static Rule[] Cancellation =>
    [
        new()
        {
            Id = RuleIds.TokenNotForwarded,
            Category = Category.Cancellation,
            Level = Level.Suggestion,
            Title = "Pass the token on",
            Why = "The caller cancels, and the work goes on: connections, threads and memory are held for an answer that nobody wants any more.",
            InCode = "'{0}' could take the token '{1}' and gets none",
        },
        new()
        {
            Id = RuleIds.WrongToken,
            Category = Category.Cancellation,
            Level = Level.Warning,
            Title = "Use the token that the function was given",
            Why = "The caller of the lambda cancels by the token that it passes, for instance when a sibling fails; code that looks at another token goes on and holds everything up.",
            InCode = "'{0}' is the token of the function around; this one was given '{1}' and never looks at it",
        },
        new()
        {
            Id = RuleIds.SwallowedCancellation,
            Category = Category.Cancellation,
            Level = Level.Suggestion,
            Title = "Let cancellation out of the loop",
            Why = "The catch takes cancellation for one more failure, and the loop goes on: the program cannot be stopped, and often spins and logs at full speed.",
            InCode = "Cancellation by '{0}' is caught here like any other failure, and the loop goes on",
        },
        new()
        {
            Id = RuleIds.LeakedSource,
            Category = Category.Cancellation,
            Level = Level.Warning,
            Title = "Dispose linked and timed token sources",
            Why = "A linked source stays registered with its parent for as long as the parent lives, a timed one stays in the timer queue: memory grows with each call.",
            InCode = "'{0}' is never disposed; it stays registered with its parent token or its timer",
        },
        new()
        {
            Id = RuleIds.LeakedRegistration,
            Category = Category.Cancellation,
            Level = Level.Suggestion,
            Title = "Dispose the registration of a callback",
            Why = "The callback, and all that it refers to, is kept for as long as the token lives, which may be as long as the program; and it runs when nobody expects it any more.",
            InCode = "The callback stays registered with '{0}' when this function is done; dispose the registration",
        },
        new()
        {
            Id = RuleIds.StreamWithoutToken,
            Category = Category.Cancellation,
            Level = Level.Suggestion,
            Title = "Give the token to the stream",
            Why = "The loop waits for the next item without looking at the token, so a quiet stream cannot be canceled.",
            InCode = "'{0}' is awaited without the token '{1}'",
        },
        new()
        {
            Id = RuleIds.TokenInCleanup,
            Category = Category.Cancellation,
            Level = Level.Suggestion,
            Title = "Clean up without the token of the operation",
            Why = "Once the operation is canceled, a cleanup that gets its token is over before it begins: transactions stay open, peers are not told, files are left behind.",
            InCode = "'{0}' may be canceled already, and then '{1}' cleans nothing up",
        },
        new()
        {
            Id = RuleIds.TokenGuardsStart,
            Category = Category.Cancellation,
            Level = Level.Suggestion,
            Title = "Look at the token in the work that it shall end",
            Why = "Task.Run only looks at the token before it starts the work; work that has begun runs to its end, whoever cancels.",
            InCode = "'{0}' only keeps the work from starting; the loop in it never looks at a token",
            NoFixBecause = "where a loop may stop is for the author to say",
        },
        new()
        {
            Id = RuleIds.CallerTokenDropped,
            Category = Category.Cancellation,
            Level = Level.Suggestion,
            Title = "Link a time limit with the caller's token",
            Why = "The new source takes the place of the caller's token: the work ends when the time is over, and not when the caller cancels.",
            InCode = "The token '{0}' is dropped for that of '{1}', which knows only the time limit",
        },
        new()
        {
            Id = RuleIds.TokenIgnored,
            Category = Category.Cancellation,
            Level = Level.Suggestion,
            Title = "Look at the token that you take",
            Why = "The caller believes that the call can be canceled, and waits for it in vain.",
            InCode = "'{0}' is taken by '{1}' and never looked at",
            NoFixBecause = "where the method may stop is for the author to say",
        },
    ];
}
