namespace Unravel.Diagnostics.Model;

/// <summary>How findings and pictures speak of threads and locks; the same words everywhere.</summary>
internal static class ThreadNaming
{
    public static string Of(ThreadInfo thread) => thread switch
    {
        { Kind: ThreadKind.Main } => $"main thread (#{thread.Id})",
        { Kind: ThreadKind.Pool } => $"pool worker (#{thread.Id})",
        { Name: { } name } => $"\"{name}\" (#{thread.Id})",
        _ => $"thread #{thread.Id}",
    };

    public static string Of(Waitable waitable) => waitable.Field ?? $"{An(waitable.TypeName)} that no field holds";

    /// <summary>What an async method awaits that is no task: <c>Clock._ticks, a PeriodicTimer</c>.</summary>
    public static string Of(AwaitedSource source) => source.Name is { } name ? $"{name}, {An(source.TypeName)}" : $"{An(source.TypeName)}, which is no task";

    /// <summary>With the indefinite article.</summary>
    public static string An(string noun) => noun.StartsWith("Un", StringComparison.Ordinal) || (noun.Length > 0 && "AEIOaeio".Contains(noun[0], StringComparison.Ordinal)) ? $"an {noun}" : $"a {noun}";

    /// <summary>A time in one unit, as exact as a reader needs it.</summary>
    public static string Of(TimeSpan time) =>
        time.TotalSeconds < 1 ? "less than 1 s"
        : time.TotalSeconds < 120 ? $"{(int)time.TotalSeconds} s"
        : time.TotalMinutes < 120 ? $"{(int)time.TotalMinutes} min"
        : $"{(int)time.TotalHours} h";

    public static string Count(int count, string one, string many) => count == 1 ? $"1 {one}" : $"{count} {many}";
}
