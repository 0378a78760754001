namespace Unravel.Diagnostics.Tests.Rendering;

/// <summary>Whole reports, so that a change of their looks is seen and meant.</summary>
public sealed class WholeReportTests
{
    [Fact]
    public void LockOrder_ReadsLikeThis() => Assert.Equal(
        """
        Shop (process 4321, .NET 10.0.12): 1 fault found.

        UNR4001 2 threads wait for each other in a cycle over 2 locks; none of them can ever go on.
          "transfer" (#2) holds Bank._accounts and waits for Bank._ledger, held by "audit" (#3)
            holds Bank._accounts in Bank.Run  Bank.cs:20
            waits at Bank.Transfer  Bank.cs:42
          "audit" (#3) holds Bank._ledger and waits for Bank._accounts, held by "transfer" (#2)
            waits at Bank.Audit  Bank.cs:57
          queued behind, not part of it: main thread (#1), "report" (#4)
          proof, from what the runtime stores
          https://github.com/unravel-dotnet/unravel/blob/main/docs/rules/UNR4001.md

        Threads (5)  1 of the runtime not shown
          main thread (#1)  waits for thread #2 to end
            Monitor.Enter
            Program.Main  Program.cs:12
          "transfer" (#2)  waits for Bank._ledger
            Monitor.Enter
            Bank.Transfer  Bank.cs:42
              - waiting for Bank._ledger, held by "audit" (#3)
            Bank.Run  Bank.cs:20
              - holds Bank._accounts
          "audit" (#3)  waits for Bank._accounts
            Monitor.Enter
            Bank.Audit  Bank.cs:57
              - waiting for Bank._accounts, held by "transfer" (#2)
              - holds Bank._ledger
          "report" (#4)  waits for Bank._accounts
            Monitor.Enter
            Bank.Report  Bank.cs:71
              - waiting for Bank._accounts, held by "transfer" (#2)

        The process was paused for 8 ms to copy 3.3 MB.
        """, Written.Text(Situations.LockOrder.Report()).TrimEnd());

    [Fact]
    public void Starvation_ReadsLikeThis() => Assert.Equal(
        """
        Shop (process 4321, .NET 10.0.12): 1 fault and 1 thing worth a look found.

        UNR6001 3 of 3 thread pool workers are blocked and 12 work items are queued; the
          pool starves.
          3 workers block on the task of Orders.LoadAsync (UNR1001), at Orders.Load
            Orders.cs:15
          inferred from one moment: no worker is idle, at least 90 % of them block, and
            work is queued
          https://github.com/unravel-dotnet/unravel/blob/main/docs/rules/UNR6001.md

        UNR1001 3 pool workers are blocked in 'Orders.Load', waiting for
          Orders.LoadAsync.
          3 threads block at Orders.Load  Orders.cs:15
          for the task of Orders.LoadAsync  Orders.cs:30
          which awaits Db.QueryAsync  Db.cs:88
          which waits for a worker to go on
          proof, from what the runtime stores
          https://github.com/unravel-dotnet/unravel/blob/main/docs/rules/UNR1001.md

        Threads (5)  1 of the runtime not shown
          3 x pool worker  blocks on the task of Orders.LoadAsync
            Monitor.Enter
            Orders.Load  Orders.cs:15
          main thread (#4)  waits for thread #5 to end
            Monitor.Enter
            Program.Main  Program.cs:4

        Thread pool  0 workers, 12 work items queued

        Pending tasks (6)  1 chain of awaits, outermost first
          3 x Orders.LoadAsync  Orders.cs:30
            awaits Db.QueryAsync  Db.cs:88  ready to go on, queued for a worker
        """, Written.Text(Situations.Starvation.Report(), width: 80).TrimEnd());
}
