using System.Data.Common;

namespace Unravel.Samples.Pitfalls.SharedState;

/// <summary>The second command starts on a connection that is still busy with the first.</summary>
public static class UNR5020PendingTwice
{
    public static Task Load(DbCommand command) =>
        Task.WhenAll(command.ExecuteNonQueryAsync(), command.ExecuteScalarAsync()); // UNR5020
}

/// <summary>One after the other.</summary>
public static class UNR5020PendingTwiceRepaired
{
    public static async Task Load(DbCommand command)
    {
        await command.ExecuteNonQueryAsync();
        await command.ExecuteScalarAsync();
    }
}
