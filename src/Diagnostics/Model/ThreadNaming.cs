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

    public static string Of(Waitable waitable) => waitable.Field ?? $"a {waitable.TypeName} that no field holds";

    /// <summary>A time in one unit, as exact as a reader needs it.</summary>
    public static string Of(TimeSpan time) =>
        time.TotalSeconds < 1 ? "less than 1 s"
        : time.TotalSeconds < 120 ? $"{(int)time.TotalSeconds} s"
        : time.TotalMinutes < 120 ? $"{(int)time.TotalMinutes} min"
        : $"{(int)time.TotalHours} h";

    public static string Count(int count, string one, string many) => count == 1 ? $"1 {one}" : $"{count} {many}";
}
