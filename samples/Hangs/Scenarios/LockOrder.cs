namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// A teller takes the accounts and then the ledger, an auditor the ledger and then the accounts. A third thread only
/// wants the accounts: it queues behind the deadlock and is no part of it.
/// </summary>
internal sealed class LockOrder(bool faulty) : Scenario(faulty)
{
    public override void Start()
    {
        var bank = new Bank(Faulty ? new Meeting(2) : Meeting.None);
        Run("teller", () => bank.Transfer(0, 1, 10));
        Run("auditor", Faulty ? bank.Audit : bank.AuditInOrder);
        Run("statement-printer", () => bank.PrintStatement(0));
    }
}

internal sealed class Bank(Meeting bothHoldOne)
{
    private readonly object _accounts = new();
    private readonly object _ledger = new();
    private readonly decimal[] _balances = new decimal[8];
    private decimal _turnover;
    private decimal _expected;
    private int _statements;

    public void Transfer(int from, int to, decimal amount)
    {
        lock (_accounts)
        {
            _balances[from] -= amount;
            _balances[to] += amount;
            bothHoldOne.Meet();
            lock (_ledger) // marker: teller-waits
            {
                _turnover += amount;
            }
        }
    }

    public void Audit()
    {
        lock (_ledger)
        {
            _expected = _turnover;
            bothHoldOne.Meet();
            lock (_accounts) // marker: auditor-waits
            {
                _expected += _balances.Sum();
            }
        }
    }

    /// <summary>The repair: the same two locks in the order in which everybody takes them.</summary>
    public void AuditInOrder()
    {
        lock (_accounts)
        {
            lock (_ledger)
            {
                _expected = _turnover + _balances.Sum();
            }
        }
    }

    public void PrintStatement(int account)
    {
        lock (_accounts) // marker: printer-queues
        {
            _statements += _balances[account] < 0 ? 1 : 0;
        }
    }
}
