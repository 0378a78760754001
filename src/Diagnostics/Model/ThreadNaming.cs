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

    public static string Count(int count, string one, string many) => count == 1 ? $"1 {one}" : $"{count} {many}";
}
