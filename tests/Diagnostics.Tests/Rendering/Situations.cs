using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Tests.Rendering;

/// <summary>What reports are written of.</summary>
internal static class Situations
{
    public static Snapshots LockOrder => Snapshots.Of()
        .Thread("main", joins: "transfer", at: "Program.Main:12", kind: ThreadKind.Main)
        .Thread("transfer", holds: "Bank._accounts", wants: "Bank._ledger", at: "Bank.Transfer:42", holdsAt: "Bank.Run:20")
        .Thread("audit", holds: "Bank._ledger", wants: "Bank._accounts", at: "Bank.Audit:57")
        .Thread("report", wants: "Bank._accounts", at: "Bank.Report:71")
        .Thread("finalizer", kind: ThreadKind.Finalizer, activity: ThreadActivity.Waiting)
        .Capture(capture => capture with { Pause = TimeSpan.FromMilliseconds(7.6), CopiedBytes = 3_500_000 });

    public static Snapshots Starvation => Pool(Snapshots.Of());

    /// <summary>Long names, many places, deep chains: the most that a report may have to say.</summary>
    public static Snapshots Worst
    {
        get
        {
            var snapshot = Snapshots.Of();
            for (var i = 0; i < 60; i++)
            {
                snapshot.Task($"Company.Department{i}.Customer{i}Service.LoadWithEverythingThatBelongsToItAsync", awaits: i == 59 ? null : $"Company.Department{i + 1}.Customer{i + 1}Service.LoadWithEverythingThatBelongsToItAsync", line: i + 1);
            }

            for (var i = 0; i < 30; i++)
            {
                snapshot.Threads(2, $"w{i}", blocksOn: "Company.Department0.Customer0Service.LoadWithEverythingThatBelongsToItAsync", at: $"Customer{i}ServiceThatHasALongName.LoadWithEverythingThatBelongsToIt:{100 + i}", kind: ThreadKind.Pool);
                snapshot.Thread($"ring {i}", holds: $"Customer{i}ServiceThatHasALongName._gateOfTheCacheOfCustomers", wants: $"Customer{(i + 1) % 30}ServiceThatHasALongName._gateOfTheCacheOfCustomers", at: $"Customer{i}Service.Refresh:{i + 1}", holdsAt: $"Customer{i}Service.Run:{i + 1}");
                snapshot.Thread($"behind {i}", wants: "Customer0ServiceThatHasALongName._gateOfTheCacheOfCustomers", at: $"Customer{i}Service.Read:{i + 1}");
            }

            return snapshot.Pool(1000);
        }
    }

    private static Snapshots Pool(Snapshots snapshot)
    {
        for (var i = 0; i < 3; i++)
        {
            snapshot.Task($"Orders.LoadAsync#{i}", awaits: $"Db.QueryAsync#{i}", line: 30).Task($"Db.QueryAsync#{i}", line: 88, queued: true);
            snapshot.Thread($"w{i}", blocksOn: $"Orders.LoadAsync#{i}", at: "Orders.Load:15", kind: ThreadKind.Pool);
        }

        return snapshot.Thread("main", kind: ThreadKind.Main, joins: "gate", at: "Program.Main:4").Thread("gate", kind: ThreadKind.Runtime).Pool(12);
    }
}
