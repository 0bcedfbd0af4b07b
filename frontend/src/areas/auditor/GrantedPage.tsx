import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useGrantedCompanies } from '@/api/auditor'
import { Empty } from '@/ui/Empty'
import { formatDay, formatNumber } from '@/ui/format'
import { PageHead } from '@/ui/PageHead'
import { TableScroll } from '@/ui/TableScroll'
import { Waiting } from '@/ui/Waiting'

export function GrantedPage() {
  const { t } = useTranslation('auditor')
  const query = useGrantedCompanies()
  return (
    <>
      <PageHead title={t('granted.title')} lead={t('granted.lead')} />
      <div className="panel">
        <Waiting query={query}>
          {({ rows }) =>
            (rows ?? []).length === 0 ? (
              <Empty icon="key" title={t('granted.none')}>
                {t('granted.noneText')}
              </Empty>
            ) : (
              <TableScroll label={t('granted.caption')}>
                <table className="table table-cards">
                  <caption className="visually-hidden">{t('granted.caption')}</caption>
                  <thead>
                    <tr>
                      <th scope="col">{t('granted.company')}</th>
                      <th scope="col">{t('granted.country')}</th>
                      <th scope="col">{t('granted.ends')}</th>
                      <th scope="col" className="num">
                        {t('granted.reports')}
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {rows.map((c) => (
                      <tr key={c.id}>
                        <th scope="row">
                          <Link to="/granted/$company" params={{ company: c.id }}>
                            {c.name}
                          </Link>
                        </th>
                        <td data-label={t('granted.country')}>{c.countryName}</td>
                        <td data-label={t('granted.ends')} className="nowrap">
                          {formatDay(c.endsOn)}
                        </td>
                        <td data-label={t('granted.reports')} className="num">
                          {formatNumber(c.reports)}
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </TableScroll>
            )
          }
        </Waiting>
      </div>
    </>
  )
}
