# The OAuth application with which people sign in to Laurel with their LMS account.
./manage.py lms manage_user laurel laurel@{{ LMS_HOST }} --unusable-password
./manage.py lms create_dot_application \
  --grant-type authorization-code \
  --redirect-uris "{% if ENABLE_HTTPS %}https{% else %}http{% endif %}://{{ LAUREL_HOST }}/api/auth/callback/lms" \
  --client-id {{ LAUREL_OAUTH2_KEY }} \
  --client-secret {{ LAUREL_OAUTH2_SECRET }} \
  --scopes user_id \
  --skip-authorization \
  --update \
  laurel-sso laurel
./manage.py lms create_dot_application \
  --grant-type authorization-code \
  --redirect-uris "http://{{ LAUREL_HOST }}:8760/api/auth/callback/lms" \
  --client-id {{ LAUREL_OAUTH2_KEY_DEV }} \
  --client-secret {{ LAUREL_OAUTH2_SECRET }} \
  --scopes user_id \
  --skip-authorization \
  --update \
  laurel-sso-dev laurel
