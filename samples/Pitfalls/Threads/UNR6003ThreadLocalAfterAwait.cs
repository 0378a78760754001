namespace Unravel.Samples.Pitfalls.Threads;

/// <summary>After the await another thread looks into a field of its own.</summary>
public static class UNR6003ThreadLocalAfterAwait
{
    [ThreadStatic]
    private static string? s_user;

    public static async Task<string> Greet(string user)
    {
        s_user = user;
        await Task.Delay(10);
        return "Hello " + s_user; // UNR6003
    }
}

/// <summary>The value goes along with the flow.</summary>
public static class UNR6003ThreadLocalAfterAwaitRepaired
{
    private static readonly AsyncLocal<string> s_user = new();

    public static async Task<string> Greet(string user)
    {
        s_user.Value = user;
        await Task.Delay(10);
        return "Hello " + s_user.Value;
    }
}
