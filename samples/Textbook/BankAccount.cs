namespace Unravel.Samples.Textbook;

/// <summary>Deposits hold the lock, the balance is read without it, and transfers take two locks in either order.</summary>
public sealed class BankAccount
{
    private readonly object _gate = new();
    private decimal _balance;

    public decimal Balance => _balance; // UNR5003

    public void Deposit(decimal amount)
    {
        lock (_gate)
        {
            _balance += amount;
        }
    }

    public bool Withdraw(decimal amount)
    {
        lock (_gate)
        {
            if (_balance < amount)
            {
                return false;
            }

            _balance -= amount;
            return true;
        }
    }

    public void TransferTo(BankAccount other, decimal amount)
    {
        lock (_gate)
        {
            lock (other._gate) // UNR4001
            {
                _balance -= amount;
                other._balance += amount;
            }
        }
    }
}

/// <summary>The balance is read under the lock, and of two accounts the one with the lower number is locked first.</summary>
public sealed class BankAccountRepaired(int number)
{
    private readonly object _gate = new();
    private readonly int _number = number;
    private decimal _balance;

    public decimal Balance
    {
        get
        {
            lock (_gate)
            {
                return _balance;
            }
        }
    }

    public void Deposit(decimal amount)
    {
        lock (_gate)
        {
            _balance += amount;
        }
    }

    public bool Withdraw(decimal amount)
    {
        lock (_gate)
        {
            if (_balance < amount)
            {
                return false;
            }

            _balance -= amount;
            return true;
        }
    }

    public void TransferTo(BankAccountRepaired other, decimal amount)
    {
        var (first, second) = _number < other._number ? (this, other) : (other, this);
        lock (first._gate)
        {
            lock (second._gate)
            {
                _balance -= amount;
                other._balance += amount;
            }
        }
    }
}
